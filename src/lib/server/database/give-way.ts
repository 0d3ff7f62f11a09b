import { setImmediate } from 'node:timers/promises';

/** Rows that are written before other requests are answered; about three milliseconds. */
const rowsAtOnce = 3;

/**
 * Lets other requests be answered between the rows of a long transaction: on a file, a statement blocks the
 * process, and awaiting it lets nothing else run.
 *
 * @param index of the row to write next
 */
export async function giveWay(index: number): Promise<void> {
	if (index % rowsAtOnce === rowsAtOnce - 1) await setImmediate();
}
