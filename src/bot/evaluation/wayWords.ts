/** Words of a person who is asked something and does not answer it, in five languages. */
const WAYS = {
  skip: /^(?:нет|не знаю|неважно|пропустить|далее|дальше|no|skip|none|next|don['’]t know|nein|weiß nicht|überspringen|weiter|non|passer|suivant|je ne sais pas|hayır|atla|geç|bilmiyorum|-|—)$/iu,
  back: /^(?:назад|вернуться|back|go back|zurück|zurueck|retour|revenir|geri|geri dön)$/iu,
  cancel:
    /^(?:отмена|отменить|отмени|стоп|хватит|cancel|stop|quit|abbrechen|abbruch|stopp|annuler|annule|arrêter|vazgeç|vazgec|iptal)$/iu,
} as const;

export type Way = keyof typeof WAYS;

/** What such a text asks for; undefined for any other. */
export function wayIn(text: string): Way | undefined {
  const words = text
    .normalize('NFKC')
    .trim()
    .replace(/[.!…]+$/u, '');
  // capitals of two languages: «GERİ» and «GERI» are both «geri»
  const spellings = [words.toLowerCase(), words.toLocaleLowerCase('tr')];
  return (Object.keys(WAYS) as Way[]).find((way) =>
    spellings.some((spelling) => WAYS[way].test(spelling)),
  );
}
