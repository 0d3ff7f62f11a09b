let rest: () => void = () => undefined;

/** Rests if this thread has worked for long without one. Loops over thousands of rows call it for each row. */
export function restWhenDue(): void {
	rest();
}

/** Sets the rest of this thread. Until then it takes none. */
export function setRest(own: () => void): void {
	rest = own;
}
