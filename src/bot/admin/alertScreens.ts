import { ALL, type RefreshRecord } from '../../cache/events.ts';
import type { DatasetId } from '../../cache/dataset.ts';
import { formatAge, formatSpan } from '../../i18n/formats.ts';
import { buttonData } from '../buttonData.ts';
import { button, lines, type Button, type Screen } from '../screens.ts';
import { ADMIN_ACTIONS, NEW_MESSAGE } from './actions.ts';
import type { DatasetTrouble } from './conditions.ts';
import { scopeValue, type DatasetNames } from './datasetNames.ts';
import { reasons } from './records.ts';
import type { Speech } from './speech.ts';

export interface Alert {
  trouble: DatasetTrouble | 'redis' | 'redis-writes';
  /** ALL where it is not about one dataset. */
  dataset: DatasetId;
  record?: RefreshRecord | undefined;
  /** When the data were last checked, seconds ago. */
  ageSeconds?: number | undefined;
}

/** Says what is out of order, with the button that helps; pressed ones leave the alert as it is. */
export function alertScreen(alert: Alert, names: DatasetNames, speech: Speech): Screen {
  const { trouble, record, ageSeconds = 0 } = alert;
  const { speak, language } = speech;
  const dataset = names.nameOf(alert.dataset, speech);
  const value = scopeValue(alert.dataset);
  const refresh = button(
    speak('alert-refresh.button'),
    buttonData(ADMIN_ACTIONS.clear, value, NEW_MESSAGE),
  );
  const history = button(
    speak('alert-history.button'),
    buttonData(ADMIN_ACTIONS.history, value, 0, NEW_MESSAGE),
  );
  switch (trouble) {
    case 'refused':
    case 'failing': {
      const why = record ? reasons(record, speech) : [];
      return {
        text: lines(speak(`alert-${trouble}`, { dataset }), ...why),
        buttons: [[refresh, history]],
      };
    }
    case 'stale': {
      const text = speak('alert-stale', { dataset, age: formatAge(language, ageSeconds) });
      return { text: lines(text), buttons: [[refresh]] };
    }
    case 'redis':
    case 'redis-writes':
      return { text: lines(speak(`alert-${trouble}`)), buttons: [[statisticsButton(speech)]] };
  }
}

/** Says that it is over, and how long it lasted. */
export function alertOverScreen(
  { trouble, dataset, lastedMs }: Alert & { lastedMs: number },
  names: DatasetNames,
  speech: Speech,
): Screen {
  const { speak, language } = speech;
  const span = formatSpan(language, lastedMs);
  const text =
    trouble === 'redis' || trouble === 'redis-writes'
      ? speak(`alert-${trouble}-over`, { span })
      : speak(`alert-${trouble}-over`, { dataset: names.nameOf(dataset, speech), span });
  return { text: lines(text), buttons: dataset === ALL ? [[statisticsButton(speech)]] : [] };
}

function statisticsButton({ speak }: Speech): Button {
  return button(
    speak('alert-statistics.button'),
    buttonData(ADMIN_ACTIONS.statistics, 0, NEW_MESSAGE),
  );
}
