import type { Router } from '@koa/router';
import type { Language } from '../i18n/languages.ts';
import type { MessageId, Translator } from '../i18n/translator.ts';
import { languageOf } from './problem.ts';

const STYLE = `
:root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif }
body { max-width: 34rem; margin: 10vh auto; padding: 0 1.25rem }
h1 { font-size: 1.8rem; margin: 0 0 .5rem }
h2 { font-size: 1rem; margin: 2rem 0 .25rem; opacity: .65; font-weight: 600 }
ul { list-style: none; margin: 0; padding: 0 }
a { display: flex; align-items: baseline; justify-content: space-between; gap: 1rem; padding: .65rem 0; color: inherit;
    text-decoration: none; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent) }
a:hover, a:focus-visible { color: #2481cc }
code { opacity: .65; font-size: .85rem; text-align: right; overflow-wrap: anywhere }
`;

type HomeId = Extract<MessageId, `home-${string}`>;

const LINKS: [heading: HomeId, links: [id: HomeId, url: string][]][] = [
  [
    'home-data',
    [
      ['home-countries', '/api/countries'],
      ['home-search', '/api/search?q=alanya'],
    ],
  ],
  [
    'home-operations',
    [
      ['home-stats', '/api/cache/stats'],
      ['home-ready', '/ready'],
      ['home-health', '/health'],
    ],
  ],
];

/** `/`: says what this is and links the endpoints. */
export function addHomeRoute(router: Router, { translator }: { translator: Translator }): void {
  router.get('/', (ctx) => {
    const language = languageOf(ctx);
    ctx.vary('Accept-Language');
    ctx.set('Cache-Control', 'no-cache');
    ctx.type = 'html';
    ctx.body = pageIn(language, translator);
  });
}

function pageIn(language: Language, translator: Translator): string {
  const text = (id: HomeId) => translator.text(language, id);
  const groups = LINKS.map(([heading, links]) => {
    const items = links.map(
      ([id, url]) => `<li><a href="${url}">${text(id)} <code>${url}</code></a></li>`,
    );
    return `<h2>${text(heading)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text('home-title')}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${text('home-title')}</h1>
<p>${text('home-lead')}</p>
${groups.join('\n')}
</body>
</html>
`;
}
