import { checkService } from '../../../src/directory/domain/check-service';
import { CODE_LISTS, LINE_FIELDS } from '../../reference/code-lists';
import { generateDirectory } from './demo-directory';
import { quickPicks } from './quick-picks';

const LISTS = {
  worries: new Set(CODE_LISTS['worry_category']?.map(([code]) => code)),
  fields: new Set(LINE_FIELDS.map(([code]) => code)),
};

describe('the demo directory', () => {
  const { bodies, services } = generateDirectory(1);
  const fictional = services.filter(({ content }) => content.code?.startsWith('D'));

  it('is the same for the same seed', () => {
    expect(generateDirectory(1)).toEqual({ bodies, services });
  });

  it('has about 150 services over all worries, each of a body and good by the rules', () => {
    expect(fictional.length).toBeGreaterThanOrEqual(150);
    expect(new Set(services.flatMap(({ content }) => content.worries))).toEqual(LISTS.worries);
    const known = new Set(bodies.map(({ id }) => id));
    expect(services.filter(({ content }) => !known.has(content.bodyId))).toEqual([]);
    expect(services.flatMap(({ content }) => checkService(content, LISTS))).toEqual([]);
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
    expect(new Set(bodies.map(({ name, kind }) => `${name}/${kind}`)).size).toBe(bodies.length);
  });

  it('says of everything invented that it is, and gives it numbers that cannot ring', () => {
    expect(fictional.filter(({ content }) => !content.name.includes('架空'))).toEqual([]);
    const numbers = fictional.flatMap(({ content }) => content.phones.map(({ number }) => number));
    expect(numbers.filter((number) => !/^0\d0-0000-\d{4}$/.test(number))).toEqual([]);
  });

  it('picks a few services for each of its fields', () => {
    const picks = quickPicks(services);
    const fields = new Set(services.flatMap(({ content }) => content.fields));
    expect(new Set(picks.map(({ field }) => field))).toEqual(fields);
    for (const { field, id } of picks)
      expect(services.find((service) => service.id === id)?.content.fields).toContain(field);
  });

  it('holds real numbers only as documents print them, with the source', () => {
    const real = services.filter((service) => !fictional.includes(service));
    expect(real.map(({ content }) => content.phones.map(({ number }) => number))).toEqual([
      ['#9999', '0120-494949'],
      ['110'],
    ]);
    expect(real.filter(({ content }) => content.source === '')).toEqual([]);
  });
});
