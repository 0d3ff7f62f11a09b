import { z } from 'zod';
import { demoFile, type DemoFile } from '$lib/forms/demo-file';

/** @throws Error with the path of every fault and what was expected there */
export function parseDemoFile(json: string): DemoFile {
	const parsed = demoFile.safeParse(JSON.parse(json));
	if (parsed.success) return parsed.data;
	throw new Error(`The demo file is not valid:\n${z.prettifyError(parsed.error)}`);
}
