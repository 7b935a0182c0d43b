import { SignJWT } from 'jose';

/** The two keys of a Supabase project in their legacy form: JWTs that name a database role. */
export interface SupabaseKeys {
  anonKey: string;
  serviceRoleKey: string;
}

/** The keys that go with a JWT secret (at least 32 characters): the same secret gives the same keys. */
export async function signKeys(jwtSecret: string): Promise<SupabaseKeys> {
  const secret = new TextEncoder().encode(jwtSecret);
  const sign = (role: string) =>
    new SignJWT({ role, iss: 'supabase' })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(secret);
  return { anonKey: await sign('anon'), serviceRoleKey: await sign('service_role') };
}
