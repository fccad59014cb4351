import { externalAddress, linkExpiry, linkState, readPin, readToken, spellToken } from './external-link';

const at = (text: string): Date => new Date(`${text}+09:00`);
const NOW = at('2026-12-30T10:00:00');

describe('linkExpiry', () => {
  it.each([
    [null, '2027-01-13T10:00:00'],
    ['2027-01-05T17:00:00', '2027-01-19T17:00:00'],
    ['2026-12-01T17:00:00', '2027-01-13T10:00:00'],
  ])('with the deadline %s is %s', (respondBy, expiry) => {
    expect(linkExpiry(respondBy === null ? null : at(respondBy), NOW)).toEqual(at(expiry));
  });
});

describe('linkState', () => {
  const later = new Date(NOW.getTime() + 1);
  it.each([
    [{ lockedAt: null, expiresAt: later, revokedAt: null }, 'live'],
    [{ lockedAt: NOW, expiresAt: later, revokedAt: null }, 'locked'],
    [{ lockedAt: NOW, expiresAt: NOW, revokedAt: null }, 'expired'],
    [{ lockedAt: NOW, expiresAt: NOW, revokedAt: NOW }, 'revoked'],
  ])('%j is %s', (dates, state) => {
    expect(linkState(dates, NOW)).toBe(state);
  });
});

const PRINTED = '0a1b-2c3d-4e5f-6g7h-8j9k-mnpq-rstv';

describe('readToken', () => {
  it.each([
    PRINTED,
    PRINTED.toUpperCase(),
    PRINTED.replaceAll('-', ''),
    'Oalb-2c3d-4e5f-6g7h-8j9k-mnpq-rstv',
    'oaib 2c3d 4e5f 6g7h 8j9k mnpq rstv',
    '０ａ１ｂ－２ｃ３ｄ－４ｅ５ｆ－６ｇ７ｈ－８ｊ９ｋ－ｍｎｐｑ－ｒｓｔｖ',
  ])('reads %s', (typed) => {
    expect(readToken(typed)).toBe(PRINTED);
  });

  it.each(['', 'x', `${PRINTED}0`])('leaves %j alone', (typed) => {
    expect(readToken(typed)).toBe(typed);
  });

  it('is what spellToken writes', () => {
    expect(spellToken(PRINTED.replaceAll('-', ''))).toBe(PRINTED);
  });
});

describe('readPin', () => {
  it.each([
    ['12345678', '12345678'],
    ['１２３４ ５６７８', '12345678'],
    ['1234-5678', '12345678'],
    ['1234567', null],
    ['123456789', null],
    ['1234567a', null],
    ['', null],
  ])('reads %j as %j', (typed, pin) => {
    expect(readPin(typed)).toBe(pin);
  });
});

describe('externalAddress', () => {
  it.each([
    ['tsunagi.example', 'https://tsunagi.example/external/referrals/a-b'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000/external/referrals/a-b'],
    ['localhost', 'http://localhost/external/referrals/a-b'],
    ['localhost.example', 'https://localhost.example/external/referrals/a-b'],
    ['a b', null],
    ['', null],
  ])('on %j is %j', (host, address) => {
    expect(externalAddress(host, 'a-b')).toBe(address);
  });
});
