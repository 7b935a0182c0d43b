/** Names in daily use that no folding derives from the official one, by the folded official name of the city. */
const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['afyonkarahisar', ['Afyon']],
  ['gaziantep', ['Antep']],
  ['istanbul', ['Stambul']],
  ['kahramanmaras', ['Maraş']],
  ['mersin', ['İçel']],
  ['sanliurfa', ['Urfa']],
]);

/** Further names under which the city of this folded name is known; none for most. */
export function otherNamesOf(foldedCityName: string): readonly string[] {
  return OTHER_NAMES.get(foldedCityName) ?? [];
}
