type QueuedTask = () => void;

const queuedTasks: QueuedTask[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Runs tasks one by one in the order added, each in its own browser task, so that drawing charts does not block
 * input.
 *
 * @returns a function that removes the task if it has not started
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
