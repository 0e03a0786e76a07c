import { idHashIn } from '../entry-scanner.ts';
import type { NamePlace } from './record-table.ts';

/** A reference as a table of records looks for it. */
export class NameBuffer implements NamePlace {
  readonly view = new DataView(new ArrayBuffer(128));
  readonly typeStart = 0;
  typeEnd = 0;
  idStart = 0;
  idEnd = 0;
  idHash = 0;

  /** Takes a reference; valid until the next. */
  of(ref: string): NamePlace {
    for (let i = 0; i < ref.length; i++) this.view.setUint8(i, ref.charCodeAt(i));
    this.typeEnd = ref.indexOf('/');
    this.idStart = this.typeEnd + 1;
    this.idEnd = ref.length;
    this.idHash = idHashIn(this.view, this.idStart, this.idEnd);
    return this;
  }
}
