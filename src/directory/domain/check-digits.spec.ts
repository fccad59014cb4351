import { isCorporateNumber, municipalityCheckDigit, readMunicipalityCode } from './check-digits';

describe('check digits', () => {
  it.each([
    ['01000', '6'],
    ['13000', '1'],
    ['01100', '2'],
    ['27100', '4'],
    ['47000', '7'],
    ['13101', '6'],
  ])('of the municipality %s is %s', (code, digit) => {
    expect(municipalityCheckDigit(code)).toBe(digit);
    expect(readMunicipalityCode(code + digit)).toBe(code);
    expect(readMunicipalityCode(code + String((Number(digit) + 1) % 10))).toBeNull();
  });

  it.each([
    ['13101', '13101'],
    ['１３１０１６', '13101'],
    [' 131016 ', '13101'],
    ['1310', null],
    ['東京都', null],
    ['', null],
  ])('reads %j as %j', (text, code) => {
    expect(readMunicipalityCode(text)).toBe(code);
  });

  it.each([
    // The ministry's own numbers of the Cabinet Office and the National Tax Agency.
    ['2000012010019', true],
    ['7000012050002', true],
    ['2000012010018', false],
    ['1000012010019', false],
    ['200001201001', false],
    ['T2000012010019', false],
  ])('of the corporate number %s fits: %s', (number, fits) => {
    expect(isCorporateNumber(number)).toBe(fits);
  });
});
