import { Format, type Composer } from 'telegraf';
import type { Reader } from '../../cache/reader.ts';
import { countriesIn } from '../../datasets/catalogue.ts';
import { COUNTRIES, type AdminCountry } from '../../datasets/countries.ts';
import type { CountrySwitch } from '../../datasets/countrySwitch.ts';
import { UnavailableError } from '../../errors.ts';
import { buttonData } from '../buttonData.ts';
import { onNumberButton } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { pageLine, pageOf, pageRow } from '../pages.ts';
import { countryName } from '../placeNames.ts';
import { button, lines, type Button, type Screen } from '../screens.ts';
import { ADMIN_ACTIONS } from './actions.ts';
import type { JobFollower } from './jobFollower.ts';

export interface CountriesDependencies {
  reader: Reader;
  countrySwitch: CountrySwitch;
  jobFollower: JobFollower;
}

interface Switch {
  country: AdminCountry;
  enabled: boolean;
}

const ON_A_PAGE = 10;

/** `/countries`: all of them, open and closed; a button each opens it, or closes it after a confirmation. */
export function addCountries(bot: Composer<BotContext>, dependencies: CountriesDependencies): void {
  const { reader, countrySwitch, jobFollower } = dependencies;
  const all = async () => {
    const root = await reader.hold(COUNTRIES);
    return root ? countriesIn(root.held.snapshot) : [];
  };

  const set = async (ctx: BotContext, { country, enabled }: Switch) => {
    const { speak, language } = ctx;
    const switched = await countrySwitch.set(String(country.id), enabled).catch((error) => {
      if (!(error instanceof UnavailableError)) throw error;
    });
    if (switched?.outcome !== 'switched') {
      const reason = switched === undefined ? 'unavailable' : switched.outcome;
      await ctx.show({ text: lines(speak(`switch-${reason}`)), buttons: [[listButton(ctx)]] });
      return;
    }
    const name = countryName(switched.country, language);
    if (switched.job) {
      await jobFollower.follow(ctx, { accepted: switched.job, country: { name, enabled } });
      return;
    }
    const text = lines(speak(enabled ? 'country-opened' : 'country-closed', { country: name }));
    await ctx.show({ text, buttons: [[listButton(ctx)]] });
  };

  bot.command('countries', async (ctx) => {
    await ctx.say(countryList(ctx, await all(), 0));
  });
  onNumberButton(bot, ADMIN_ACTIONS.countries, async (ctx, [page = 0]) =>
    ctx.show(countryList(ctx, await all(), page)),
  );
  const onCountry = (
    action: string,
    handle: (ctx: BotContext, wanted: Switch) => Promise<unknown>,
  ): void =>
    onNumberButton(bot, action, async (ctx, [id, enabled]) => {
      const country = (await all()).find((one) => one.id === id);
      if (country) await handle(ctx, { country, enabled: enabled === 1 });
      else await ctx.answerButton(ctx.speak('stale-button.toast'));
    });
  onCountry(ADMIN_ACTIONS.countryClose, (ctx, { country }) => ctx.show(question(ctx, country)));
  onCountry(ADMIN_ACTIONS.countrySwitch, set);
}

function countryList(ctx: BotContext, countries: AdminCountry[], at: number): Screen {
  const { speak, language } = ctx;
  const page = pageOf(countries, { page: at, onAPage: ON_A_PAGE });
  const stateOf = ({ enabled, rows }: AdminCountry) => {
    if (!enabled) return `🔒 ${speak('country-is-closed')}`;
    return rows > 0 ? `🟢 ${speak('country-is-open')}` : `🟡 ${speak('country-is-empty')}`;
  };
  return {
    text: lines(
      Format.bold(speak('countries-title')),
      pageLine(page, speak),
      '',
      ...(countries.length === 0 ? [speak('countries-none')] : []),
      ...page.items.map((country) => `${countryName(country, language)}: ${stateOf(country)}`),
    ),
    buttons: [
      ...page.items.map((country) => [toggle(ctx, country)]),
      pageRow(page, (to) => buttonData(ADMIN_ACTIONS.countries, to)),
    ],
  };
}

function toggle({ speak, language }: BotContext, country: AdminCountry): Button {
  const name = countryName(country, language);
  return country.enabled
    ? button(
        speak('country-close.button', { country: name }),
        buttonData(ADMIN_ACTIONS.countryClose, country.id),
      )
    : button(
        speak('country-open.button', { country: name }),
        buttonData(ADMIN_ACTIONS.countrySwitch, country.id, 1),
      );
}

function question(ctx: BotContext, country: AdminCountry): Screen {
  const { speak, language } = ctx;
  const close = buttonData(ADMIN_ACTIONS.countrySwitch, country.id, 0);
  return {
    text: lines(speak('country-close-ask', { country: countryName(country, language) })),
    buttons: [
      [
        button(speak('country-close-ask.yes-button'), close),
        button(speak('country-close-ask.no-button'), buttonData(ADMIN_ACTIONS.countries, 0)),
      ],
    ],
  };
}

function listButton({ speak }: BotContext): Button {
  return button(speak('countries-list.button'), buttonData(ADMIN_ACTIONS.countries, 0));
}
