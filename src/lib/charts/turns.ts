type Job = () => void;

const waiting: Job[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Does something when its turn has come, in a task of its own: charts that are all ready at once would
 * otherwise be drawn in one long task, and hold up whoever scrolls or types meanwhile. In the order asked.
 *
 * @returns takes it out of the queue, where its turn has not come
 */
export function inTurn(job: Job): () => void {
	waiting.push(job);
	timer ??= setTimeout(next);
	return () => {
		const place = waiting.indexOf(job);
		if (place >= 0) waiting.splice(place, 1);
	};
}

function next(): void {
	const job = waiting.shift();
	timer = waiting.length > 0 ? setTimeout(next) : undefined;
	job?.();
}
