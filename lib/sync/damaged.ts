/** What sync noted on this device can't be read: going on without it could lose what only it says. */
export class DamagedNotes extends Error {
  constructor(table: string, id: string) {
    super(`What sync noted about "${table}/${id}" can't be read.`);
  }
}
