import { type ExternalAnswerKind, readAnswer } from './external-answers';

describe('readAnswer', () => {
  it.each<[ExternalAnswerKind, Record<string, string>, object]>([
    ['acceptance', { version: '3', note: '' }, { version: 3, note: undefined }],
    ['acceptance', { note: ' 一行目\r\n二行目 ' }, { version: 0, note: '一行目\n二行目' }],
    ['acceptance', { version: '3e2' }, { version: 0, note: undefined }],
    ['refusal', { version: '2', reason: 'at_capacity' }, { version: 2, reason: 'at_capacity' }],
    [
      'appointment',
      { version: '4', day: '２０２７／１／５', time: ' 10:00' },
      { version: 4, at: new Date('2027-01-05T10:00:00+09:00') },
    ],
    ['outcome', { version: '5', result: 'connected' }, { version: 5, result: 'connected' }],
    ['contact', { version: '1', correct: 'yes' }, { version: 1, isCorrect: true }],
    ['contact', { version: '1', correct: 'no', note: '電話が変わった' }, { isCorrect: false }],
  ])('reads %s %j', (kind, form, answer) => {
    expect(readAnswer(kind, form)).toMatchObject({ kind, ...answer });
  });

  it.each<[ExternalAnswerKind, Record<string, string>, string[]]>([
    ['acceptance', { note: 'あ'.repeat(2001) }, ['/note']],
    ['acceptance', { note: 'a\u0007' }, ['/note']],
    ['refusal', {}, ['/reason']],
    ['refusal', { reason: 'because' }, ['/reason']],
    ['appointment', { day: '2027/2/30', time: '10:00' }, ['/day']],
    ['appointment', { day: '2027/1/5' }, ['/day']],
    ['outcome', { result: 'constructor' }, ['/result']],
    ['contact', {}, ['/correct']],
    ['contact', { correct: 'no', note: '  ' }, ['/note']],
    ['refusal', { note: 'あ'.repeat(2001) }, ['/note', '/reason']],
  ])('names what is wrong with %s %j', (kind, form, pointers) => {
    const read = readAnswer(kind, form);
    expect(Array.isArray(read) && read.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
