import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../src/i18n/languages.ts';
import { formatMessages } from './messages/formatMessages.ts';
import { readTexts } from './messages/texts.ts';

const file = join(import.meta.dirname, '../src/i18n/messages.ts');
writeFileSync(file, formatMessages(LANGUAGES.map(readTexts)));
process.stdout.write('Типы текстов записаны: src/i18n/messages.ts\n');
