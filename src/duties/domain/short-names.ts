interface NamedPerson {
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string;
}

/** The shortest name that tells each person from the others: family name, with the first character given, or in full. */
export function shortNames(people: readonly NamedPerson[]): Map<string, string> {
  const known = [...new Map(people.map((person) => [person.personId, person])).values()];
  const taken = [0, 1, 2].map((step) => countEach(known.map((person) => nameForms(person)[step] ?? '')));
  return new Map(
    known.map((person) => {
      const forms = nameForms(person);
      const fitting = forms.find((form, step) => taken[step]?.get(form) === 1);
      return [person.personId, fitting ?? forms[2]];
    }),
  );
}

function nameForms({ familyName, givenName }: NamedPerson): readonly [string, string, string] {
  return [familyName, `${familyName}${Array.from(givenName).at(0) ?? ''}`, `${familyName}${givenName}`];
}

function countEach(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
