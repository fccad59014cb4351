import {
  carAmount,
  checkEvidence,
  checkExpense,
  type ExpenseInput,
  receiptFileName,
  receiptType,
} from './visit-expenses';

const train: ExpenseInput = { kind: 'train', budget: 'supporter', amountYen: 420n };

describe('lines of travel', () => {
  it.each<[string, ExpenseInput, string[]]>([
    ['a fare', train, []],
    ['the fare of the person', { ...train, budget: 'client' }, []],
    ['no amount', { ...train, amountYen: undefined }, ['/amountYen required']],
    ['nothing paid', { ...train, amountYen: 0n }, ['/amountYen required']],
    ['kilometres of a train', { ...train, distanceM: 1000 }, ['/distanceM not_possible']],
    ['a taxi without a reason', { ...train, kind: 'taxi' }, ['/taxiReason required']],
    ['a taxi with one', { ...train, kind: 'taxi', taxiReason: '歩けない' }, []],
    ['a car', { kind: 'own_car', budget: 'supporter', distanceM: 12_300 }, []],
    ['a car without kilometres', { kind: 'own_car', budget: 'supporter' }, ['/distanceM required']],
    [
      'a car with an amount of its own',
      { kind: 'own_car', budget: 'supporter', distanceM: 1, amountYen: 1n },
      ['/amountYen computed'],
    ],
    ['a car of the person', { kind: 'own_car', budget: 'client', distanceM: 1000 }, ['/budget not_possible']],
  ])('%s', (_, input, wanted) => {
    expect(checkExpense(input).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(wanted);
  });

  it.each([
    [12_300, 37n, 455n],
    [1000, 37n, 37n],
    [999, 37n, 36n],
    [28, 37n, 1n],
    [27, 37n, 0n],
  ])('%d metres at %d yen are %d yen', (metres, rate, wanted) => {
    expect(carAmount(metres, rate)).toBe(wanted);
  });

  it('wants proof of every line, and says which has none', () => {
    const line = { kind: 'bus' as const, hasReceipt: false, noReceiptReason: null };
    const lines = [
      line,
      { ...line, hasReceipt: true },
      { ...line, noReceiptReason: '路線バス' },
      { ...line, kind: 'own_car' as const },
      { ...line, kind: 'taxi' as const },
    ];
    expect(checkEvidence(lines).map(({ pointer }) => pointer)).toEqual(['/expenses/0', '/expenses/4']);
  });

  it.each([
    ['%PDF-1.7', 'application/pdf', 'receipt.pdf'],
    ['\u00ff\u00d8\u00ff\u00e0', 'image/jpeg', 'receipt.jpg'],
    ['\u0089PNG\r\n\u001a\n', 'image/png', 'receipt.png'],
  ] as const)('knows a file by its first bytes: %j', (text, type, name) => {
    expect(receiptType(Buffer.from(text, 'latin1'))).toBe(type);
    expect(receiptFileName(type)).toBe(name);
  });

  it.each(['', '%PD', 'PK\u0003\u0004', '<html>', ' %PDF-1.7', 'GIF89a'])('takes no other: %j', (text) => {
    expect(receiptType(Buffer.from(text, 'latin1'))).toBeNull();
  });
});
