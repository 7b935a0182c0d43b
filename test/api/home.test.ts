import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type StartedApi } from './support/startedApi.ts';

let served: StartedApi;
beforeAll(async () => {
  served = await startTestApi();
});
afterAll(() => served.stop());

describe('the page at /', () => {
  test.each([
    ['ru', 'Оценка объекта'],
    ['en', 'Property valuation'],
    ['de', 'Immobilienbewertung'],
    ['fr', 'Estimation immobilière'],
    ['tr', 'Gayrimenkul değerleme'],
  ])('says in %s what this is', async (language, title) => {
    const { status, headers, text } = await served.ask('/', {
      headers: { 'Accept-Language': language },
    });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers.vary).toContain('Accept-Language');
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(`<h1>${title}</h1>`);
  });

  test('is small and loads nothing from elsewhere', async () => {
    const { body, text } = await served.ask('/');
    expect(body.length).toBeLessThan(4_096);
    expect(text).not.toMatch(/<script|https?:\/\/|src=/);
  });

  test('links endpoints that all answer', async () => {
    const { text } = await served.ask('/');
    const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThanOrEqual(5);
    const answers = await Promise.all(links.map((path) => served.ask(path)));
    expect(answers.map(({ status }) => status)).toEqual(links.map(() => 200));
  });
});
