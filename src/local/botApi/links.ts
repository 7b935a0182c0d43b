import { badRequest } from './botApiError.ts';

const USER_LINK = /^tg:(?:\/\/)?user\?id=(\d+)$/i;
const OWN_SCHEME = /^(?:tg|ton|tonsite):(?:\/\/)?([\w-]+)/i;

/** The user a `tg://user?id=…` link names. */
export function userOfLink(link: string): number | undefined {
  const id = USER_LINK.exec(link)?.[1];
  return id === undefined ? undefined : Number(id);
}

function faultOf(link: string, httpsOnly: boolean): string | undefined {
  if (OWN_SCHEME.test(link)) return httpsOnly ? 'Only HTTPS links are allowed' : undefined;
  const scheme = /^([^:/?#@[\]]*):\/\//.exec(link)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    return 'Unsupported URL protocol';
  }
  const address = URL.parse(scheme === undefined ? `http://${link}` : link);
  if (/^(?:https?:\/\/)?(?:[/?#]|$)/i.test(link)) return 'URL host is empty';
  if (address === null) return 'Disallowed character in URL host';
  if (httpsOnly && scheme !== 'https') return 'Only HTTPS links are allowed';
  if (!address.hostname.includes('.') && !address.hostname.startsWith('[')) return 'Wrong HTTP URL';
  return undefined;
}

/** Whether Telegram takes it for a link: http(s) with a dot in the host, without a scheme too, or tg:. */
export function isLink(link: string): boolean {
  return faultOf(link, false) === undefined;
}

/** @throws BotApiError naming what carries the link (`what`), the link and what is wrong with it */
export function checkLink(what: string, link: string, { httpsOnly = false } = {}): void {
  const fault = faultOf(link, httpsOnly);
  if (fault !== undefined) throw badRequest(`${what} URL '${link}' is invalid: ${fault}`);
}
