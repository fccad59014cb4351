/** A printed document as plain data: pure functions make it, `writePdf` writes it. */
export interface PdfModel {
  readonly title: string;
  readonly creator: string;
  /** Written as the time of creation and at the foot of each page. */
  readonly asOf: Date;
  readonly paper: 'A3' | 'A4';
  readonly orientation: 'landscape' | 'portrait';
  readonly blocks: readonly PdfBlock[];
}

export type PdfBlock = PdfHeading | PdfText | PdfTable | PdfRules | PdfQr | PdfGroup;

interface PdfHeading {
  readonly kind: 'heading';
  readonly text: string;
  /** Begins a new page. */
  readonly onNewPage?: boolean;
}

interface PdfText {
  readonly kind: 'text';
  readonly text: string;
  /** In points. */
  readonly size?: number;
  readonly isBold?: boolean;
}

/** Lines to write on by hand. */
interface PdfRules {
  readonly kind: 'rules';
  readonly count: number;
}

/** Drawn as lines, so that it survives a fax. */
interface PdfQr {
  readonly kind: 'qr';
  readonly text: string;
  /** Edge in points. */
  readonly size: number;
}

/** Stays on one page. */
interface PdfGroup {
  readonly kind: 'group';
  readonly blocks: readonly PdfBlock[];
}

export interface PdfTable {
  readonly kind: 'table';
  /** Of each column: a share of what is left, or so many points. */
  readonly widths: readonly (number | 'share')[];
  /** Repeats on every page. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly PdfCell[])[];
  readonly fontSize?: number;
}

export interface PdfCell {
  readonly text: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly isShaded?: boolean;
  readonly isBold?: boolean;
}
