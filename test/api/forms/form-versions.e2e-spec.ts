import { type TestAccount, TestApp } from '../../support/test-app';
import { choice, faultsOf, FormClient, formOf } from './form-client';

const FIRST = formOf(choice('result', ['talk', 'silent']), choice('topic', ['family', 'work']), {
  code: 'note',
  label: 'メモ',
  type: 'text',
});
const SECOND = formOf(
  choice('result', ['talk', 'silent']),
  choice('topic', ['partner', 'child', 'work'], { help: '1つ', when: { field: 'result', in: ['talk'] } }),
  choice('place', ['home', 'work']),
);
const same = (code: string) => ({ kind: 'same', targets: [code] });
const MAPPING = {
  result: { ...same('result'), options: { talk: same('talk'), silent: same('silent') } },
  topic: {
    ...same('topic'),
    options: { family: { kind: 'split', targets: ['partner', 'child'] }, work: same('work') },
  },
  note: { kind: 'retired' },
};
const START = '2026-01-01T10:00:00+09:00';
const LATER = '2026-02-01T10:00:00+09:00';

describe('from a draft to the next version', () => {
  let app: TestApp;
  let admin: TestAccount;
  let counsellor: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.account('admin');
    counsellor = await app.account('counsellor');
  });
  afterAll(() => app.stop());

  /** A form whose first version is published, and its second drafted. */
  async function twoVersions(code: string): Promise<FormClient> {
    const form = await FormClient.create(app, admin, code);
    await form.draft(FIRST).expect(201);
    await form.publish(1, START).expect(201);
    await form.draft(SECOND).expect(201);
    return form;
  }

  describe('drafting', () => {
    it('changes a draft that nobody else has changed, and says which one it is', async () => {
      const form = await FormClient.create(app, admin, 'drafting');
      expect((await form.draft(FIRST).expect(201)).headers['etag']).toBe('"v1"');
      const revised = await form.revise(1, '"v1"', SECOND).expect(200);
      expect(revised.headers['etag']).toBe('"v2"');
      expect(revised.body.definition).toEqual(SECOND);
      expect((await form.get('1').expect(200)).headers['etag']).toBe('"v2"');
      await form.revise(1, '"v1"', FIRST).expect(412);
      expect((await form.get('1').expect(200)).body.definition).toEqual(SECOND);
    });

    it('asks for If-Match, and for a definition without faults', async () => {
      const form = await FormClient.create(app, admin, 'matching');
      await form.draft(FIRST).expect(201);
      await app.as(admin).put(`${form.path}/versions/1`).send({ definition: FIRST }).expect(428);
      const refused = await form.revise(1, '"v1"', formOf(choice('q', []))).expect(422);
      expect(faultsOf(refused)).toEqual(['/definition/sections/0/fields/0/options options']);
      await form.revise(2, '"v1"', FIRST).expect(404);
    });

    it('lets one of many that change the same draft win', async () => {
      const form = await FormClient.create(app, admin, 'racing');
      await form.draft(FIRST).expect(201);
      const answers = await Promise.all(Array.from({ length: 8 }, () => form.revise(1, '"v1"', SECOND)));
      expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([
        200,
        ...Array.from({ length: 7 }, () => 412),
      ]);
    });

    it('takes conditions of any depth that people can read, and none without sense', async () => {
      const form = await FormClient.create(app, admin, 'conditions');
      const when = { all: [{ not: { field: 'a', in: ['x'] } }, { any: [{ field: 'n', atLeast: 1 }] }] };
      const number = { code: 'n', label: 'n', type: 'number' };
      const text = {
        code: 't',
        label: 't',
        type: 'text',
        when,
        requiredWhen: { field: 'n', answered: true },
      };
      await form.draft(formOf(choice('a', ['x']), number, text)).expect(201);
      const shape = await form.draft(formOf({ ...number, when: { field: 1, in: 'x', all: {} } })).expect(400);
      const at = '/definition/sections/0/fields/0/when';
      expect(faultsOf(shape).map((fault) => fault.split(' ')[0])).toEqual([
        `${at}/all`,
        `${at}/field`,
        `${at}/in`,
      ]);
      const rules = await form.draft(formOf({ ...number, when: { field: 'n', answered: true } })).expect(422);
      expect(faultsOf(rules)).toEqual([`${at}/field unknown`]);
    });

    it('takes groups of simple fields only', async () => {
      const form = await FormClient.create(app, admin, 'groups');
      const group = (member: object) =>
        formOf({ code: 'g', label: 'g', type: 'group', fields: [member], maxRows: 5 });
      await form.draft(group(choice('kind', ['a']))).expect(201);
      const nested = await form
        .draft(group({ code: 'h', label: 'h', type: 'group', fields: [] }))
        .expect(400);
      expect(faultsOf(nested)).toEqual([
        '/definition/sections/0/fields/0/fields/0/fields unknown_field',
        '/definition/sections/0/fields/0/fields/0/type one_of',
      ]);
    });
  });

  describe('reviewing', () => {
    it('shows the form in words, with the time it takes', async () => {
      const form = await twoVersions('preview');
      const preview = await form.get('2/preview', counsellor).expect(200);
      expect(preview.body.seconds).toEqual({ shortest: 0, full: 12 });
      expect(preview.body.sections).toHaveLength(1);
      expect(preview.body.sections[0].fields[1]).toEqual({
        code: 'topic',
        label: '項目 topic',
        help: '1つ',
        kind: '1つ選択',
        options: ['選択肢 partner', '選択肢 child', '選択肢 work'],
        shown: '「項目 result」が「選択肢 talk」であるとき',
        required: '任意',
        flags: [],
        seconds: 4,
        fields: [],
      });
    });

    it('tells what differs from another version', async () => {
      const form = await twoVersions('diff');
      const diff = await form.get('2/diff?against=1', counsellor).expect(200);
      expect(diff.body).toMatchObject({ against: 1, number: 2 });
      expect(
        diff.body.changes.map((one: Record<string, unknown>) => [one['change'], one['field'], one['option']]),
      ).toEqual([
        ['show_condition_changed', 'topic', null],
        ['help_changed', 'topic', null],
        ['option_added', 'topic', 'partner'],
        ['option_added', 'topic', 'child'],
        ['option_dropped', 'topic', 'family'],
        ['field_added', 'place', null],
        ['field_dropped', 'note', null],
      ]);
      await form.get('2/diff').expect(400);
      await form.get('2/diff?against=x').expect(400);
      await form.get('2/diff?against=3').expect(404);
      await form.get('3/preview').expect(404);
    });
  });

  describe('mapping', () => {
    it('lists what is not mapped yet, with suggestions for what has not changed', async () => {
      const form = await twoVersions('suggesting');
      const answer = await form.get('2/mapping', counsellor).expect(200);
      expect(answer.headers['etag']).toBe('"v1"');
      expect(answer.body).toMatchObject({ from: 1, fields: {} });
      expect(answer.body.unmapped).toHaveLength(7);
      expect(answer.body.unmapped).toContainEqual({
        fieldCode: 'topic',
        optionCode: 'family',
        label: '選択肢 family',
        suggestion: null,
      });
      expect(answer.body.unmapped).toContainEqual({
        fieldCode: 'topic',
        optionCode: 'work',
        label: '選択肢 work',
        suggestion: same('work'),
      });
    });

    it('keeps an unfinished mapping, and takes it from one hand at a time', async () => {
      const form = await twoVersions('unfinished');
      const mapped = await form.map(2, '"v1"', { note: { kind: 'retired' } }).expect(200);
      expect(mapped.headers['etag']).toBe('"v2"');
      expect(mapped.body.unmapped).toHaveLength(6);
      await form.map(2, '"v1"', MAPPING).expect(412);
      await app.as(admin).put(`${form.path}/versions/2/mapping`).send({ fields: {} }).expect(428);
      expect((await form.map(2, '"v2"', MAPPING).expect(200)).body.unmapped).toEqual([]);
      await form.revise(2, '"v3"', SECOND).expect(200);
      expect((await form.get('2/mapping').expect(200)).body).toMatchObject({
        unmapped: [],
        fields: { topic: MAPPING.topic },
      });
    });

    it('names what is wrong with it, shape first, then rules', async () => {
      const form = await twoVersions('wrong-mapping');
      const shape = await form
        .map(2, '"v1"', { result: { kind: 'equal', targets: 'x' }, 'a/b': 1, note: [] })
        .expect(400);
      expect(faultsOf(shape)).toEqual([
        '/fields/result/kind one_of',
        '/fields/result/targets list',
        '/fields unknown_field',
        '/fields/note object',
      ]);
      const rules = await form
        .map(2, '"v1"', {
          ...MAPPING,
          note: same('place'),
          topic: { ...same('topic'), options: { family: same('gone') } },
        })
        .expect(422);
      expect(faultsOf(rules)).toEqual([
        '/fields/note/targets/0 type',
        '/fields/topic/options/family/targets unknown',
      ]);
    });

    it('has nothing to map in the first version', async () => {
      const form = await FormClient.create(app, admin, 'first');
      await form.draft(FIRST).expect(201);
      expect((await form.get('1/mapping').expect(200)).body).toEqual({
        from: null,
        fields: {},
        unmapped: [],
      });
      expect((await form.map(1, '"v1"', MAPPING).expect(409)).body.code).toBe('first_form_version');
    });
  });

  describe('publishing', () => {
    it('is refused until everything of the version before is mapped', async () => {
      const form = await twoVersions('blocked');
      const nothing = await form.publish(2, LATER).expect(422);
      expect(nothing.body.code).toBe('form_publication');
      expect(faultsOf(nothing)).toEqual([
        '/mapping/fields/result unmapped',
        '/mapping/fields/result/options/talk unmapped',
        '/mapping/fields/result/options/silent unmapped',
        '/mapping/fields/topic unmapped',
        '/mapping/fields/topic/options/family unmapped',
        '/mapping/fields/topic/options/work unmapped',
        '/mapping/fields/note unmapped',
      ]);
      const { work } = MAPPING.topic.options;
      const partly = { ...MAPPING, topic: { ...MAPPING.topic, options: { work } } };
      await form.map(2, '"v1"', partly).expect(200);
      expect(faultsOf(await form.publish(2, LATER).expect(422))).toEqual([
        '/mapping/fields/topic/options/family unmapped',
      ]);
      await form.map(2, '"v2"', MAPPING).expect(200);
      const published = await form.publish(2, LATER).expect(201);
      expect(published.body).toMatchObject({ status: 'published', inForceFrom: LATER });
      expect(published.headers['etag']).toBe('"v4"');
    });

    it('is refused where what was mapped has gone from the draft, or a table would break', async () => {
      const form = await FormClient.create(app, admin, 'broken');
      const gender = choice('gender', ['male', 'female']);
      const both = { male: same('male'), female: same('female') };
      await form.draft(formOf(gender)).expect(201);
      await form.publish(1, START).expect(201);
      await form.draft(formOf(gender, choice('other', ['x']))).expect(201);
      await form.map(2, '"v1"', { gender: { ...same('gender'), options: both } }).expect(200);
      await form.revise(2, '"v2"', formOf(choice('sex', ['male', 'female']))).expect(200);
      expect(faultsOf(await form.publish(2, LATER).expect(422))).toEqual([
        '/mapping/fields/gender/targets unknown',
        '/mapping/fields/gender/options/male/targets unknown',
        '/mapping/fields/gender/options/female/targets unknown',
        '/mapping/fields/gender analysis',
      ]);
      await form.map(2, '"v3"', { gender: { ...same('sex'), options: both } }).expect(200);
      expect(faultsOf(await form.publish(2, LATER).expect(422))).toEqual(['/mapping/fields/gender analysis']);
    });

    it('is refused for a start that is not after every published one', async () => {
      const form = await twoVersions('starts');
      await form.map(2, '"v1"', MAPPING).expect(200);
      for (const start of ['2026-01-01T01:00:00Z', '2025-12-31T00:00:00+09:00']) {
        expect(faultsOf(await form.publish(2, start).expect(422))).toEqual(['/inForceFrom start']);
      }
      await form.publish(2, '2026-01-01T10:00:00.001+09:00').expect(201);
    });

    it('follows the version published last, whatever its draft was made from', async () => {
      const form = await twoVersions('chain');
      await form.draft(SECOND).expect(201);
      await form.map(2, '"v1"', MAPPING).expect(200);
      await form.map(3, '"v1"', MAPPING).expect(200);
      await form.publish(2, LATER).expect(201);
      const refused = faultsOf(await form.publish(3, '2026-03-01T00:00:00+09:00').expect(422));
      expect(refused).toContain('/mapping/fields/note unknown');
      expect(refused).toContain('/mapping/fields/place unmapped');
    });

    it('leaves a version, its mapping and its lists as they are for ever', async () => {
      const form = await twoVersions('for-ever');
      await form.map(2, '"v1"', MAPPING).expect(200);
      const { body } = await form.publish(2, LATER).expect(201);
      const refusals = [
        await form.publish(2, '2026-03-01T00:00:00+09:00'),
        await form.revise(2, '"v3"', FIRST),
        await form.map(2, '"v3"', {}),
      ];
      for (const refused of refusals) {
        expect([refused.status, refused.body.code]).toEqual([409, 'form_version_published']);
      }
      const immutable = { constraint: 'ck_form_version_immutable' };
      for (const statement of [
        `UPDATE form_version SET mapping = '{}' WHERE id = $1`,
        `UPDATE form_mapping SET kind = 'retired' WHERE form_version_id = $1`,
        `INSERT INTO form_mapping (form_version_id, field_code, kind, targets) VALUES ($1, 'x', 'retired', '{}')`,
      ]) {
        await expect(app.sql(statement, [body.id])).rejects.toMatchObject(immutable);
      }
    });

    it('publishes a draft as it was seen, or not at all', async () => {
      const form = await FormClient.create(app, admin, 'seen');
      await form.draft(FIRST).expect(201);
      await form.revise(1, '"v1"', SECOND).expect(200);
      await form.publish(1, START).set('If-Match', '"v1"').expect(412);
      await form.publish(1, START).set('If-Match', '"v2"').expect(201);
    });

    it('is one of many that press the button, once', async () => {
      const form = await twoVersions('once');
      await form.map(2, '"v1"', MAPPING).expect(200);
      const answers = await Promise.all(Array.from({ length: 6 }, () => form.publish(2, LATER)));
      expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([
        201, 409, 409, 409, 409, 409,
      ]);
    });
  });

  describe('crosswalk', () => {
    it('says where old answers lead and what can be compared, also to the statistics', async () => {
      const form = await twoVersions('crosswalk');
      await form.map(2, '"v1"', MAPPING).expect(200);
      expect(faultsOf(await form.get('2/crosswalk?from=1').expect(422))).toEqual(['/from order']);
      const { body } = await form.publish(2, LATER).expect(201);
      const crosswalk = await form.get('2/crosswalk?from=1', counsellor).expect(200);
      const at = (code: string) => ({ field: 'topic', code });
      expect(crosswalk.body.crossings).toContainEqual({
        ...at('family'),
        kind: 'split',
        targets: [at('partner'), at('child')],
        lost: false,
      });
      expect(crosswalk.body.crossings).toContainEqual({
        field: 'note',
        code: null,
        kind: 'none',
        targets: [],
        lost: true,
      });
      expect(crosswalk.body.groups).toContainEqual({
        old: [at('family')],
        next: [at('partner'), at('child')],
        series: 'sum',
      });
      await form.get('1/crosswalk?from=2').expect(422);
      const rows = await app.sql(
        `SELECT m.version_number, m.old_code, m.kind, m.targets FROM statistics.form_mapping AS m
         WHERE m.form_id = $1 AND m.field_code = 'topic' ORDER BY m.old_code NULLS FIRST`,
        [body.formId],
      );
      expect(rows).toEqual([
        { version_number: 2, old_code: null, kind: 'same', targets: ['topic'] },
        { version_number: 2, old_code: 'family', kind: 'split', targets: ['partner', 'child'] },
        { version_number: 2, old_code: 'work', kind: 'same', targets: ['work'] },
      ]);
    });
  });

  it('is for administrators; everybody else may only look', async () => {
    const form = await twoVersions('rights');
    const as = app.as(counsellor);
    await as.put(`${form.path}/versions/2`).set('If-Match', '"v1"').send({ definition: FIRST }).expect(403);
    await as.put(`${form.path}/versions/2/mapping`).set('If-Match', '"v1"').send({ fields: {} }).expect(403);
    await as.post(`${form.path}/versions/2/publication`).send({ inForceFrom: LATER }).expect(403);
    const accountant = await app.account('accountant');
    for (const path of ['preview', 'diff?against=1', 'mapping', 'crosswalk?from=1']) {
      await form.get(`2/${path}`, accountant).expect(403);
    }
  });
});
