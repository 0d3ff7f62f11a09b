/**
 * Circles in a graph of imports, as in ["a", "b", "a"]: the shortest way round from each file that no
 * circle before it went through. None where there are none; enough to cut where there are.
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
	const told = new Set<string>();
	const circles: string[][] = [];
	for (const start of [...graph.keys()].sort()) {
		if (told.has(start)) continue;
		const circle = shortestBack(graph, start);
		if (!circle) continue;
		for (const file of circle) told.add(file);
		circles.push(circle);
	}
	return circles;
}

/** Breadth first from `start` until an import leads back to it. */
function shortestBack(graph: ReadonlyMap<string, readonly string[]>, start: string): string[] | null {
	const cameFrom = new Map<string, string>();
	const queue = [start];
	for (const file of queue) {
		for (const next of graph.get(file) ?? []) {
			if (next === start) return [...wayTo(file, cameFrom), start];
			if (cameFrom.has(next)) continue;
			cameFrom.set(next, file);
			queue.push(next);
		}
	}
	return null;
}

function wayTo(file: string, cameFrom: ReadonlyMap<string, string>): string[] {
	const before = cameFrom.get(file);
	return before === undefined ? [file] : [...wayTo(before, cameFrom), file];
}
