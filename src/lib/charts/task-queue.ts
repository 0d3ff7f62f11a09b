type QueuedTask = () => void;

const queuedTasks: QueuedTask[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Does something when its turn has come, in a task of its own: charts that are all ready at once would
 * otherwise be drawn in one long task, and hold up whoever scrolls or types meanwhile. In the order asked.
 *
 * @returns takes it out of the queue, where its turn has not come
 */
export function enqueueTask(job: QueuedTask): () => void {
	queuedTasks.push(job);
	timer ??= setTimeout(runNext);
	return () => {
		const place = queuedTasks.indexOf(job);
		if (place >= 0) queuedTasks.splice(place, 1);
	};
}

function runNext(): void {
	const job = queuedTasks.shift();
	timer = queuedTasks.length > 0 ? setTimeout(runNext) : undefined;
	job?.();
}
