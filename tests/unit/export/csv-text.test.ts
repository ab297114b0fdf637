import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsvText, toCell, toCsvText } from '../../../lib/export/csv-text';
import { nasty } from './view';

describe('CSV', () => {
  it('gives back any cells, empty text and nothing told apart', () => {
    const cell = fc.option(fc.oneof(nasty(60), fc.string({ unit: 'binary' })));
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }));
    fc.assert(
      fc.property(rows, (table) => {
        const back = parseCsvText(toCsvText(table));
        expect(back.ok && back.value.map((row) => row.cells)).toEqual(table);
      }),
    );
  });

  it('lets no cell start a formula', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝'), nasty(40), (sign, rest) => {
        const value = toCell(`${sign}${rest}x`).replace(/^"/, '');
        expect(value.startsWith("'")).toBe(true);
      }),
    );
  });

  it('leaves plain numbers numbers', () => expect(toCell('-0.5')).toBe('-0.5'));

  it('knows the line on which a row starts', () => {
    const rows = parseCsvText('a,b\n"1\n2",3\nx,y');
    expect(rows.ok && rows.value.map((row) => row.line)).toEqual([1, 2, 4]);
  });

  it('refuses text after a quoted cell', () => expect(parseCsvText('"a"b,c').ok).toBe(false));
});
