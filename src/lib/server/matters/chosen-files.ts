import { asc, eq } from 'drizzle-orm';
import { matterFileName, maxMatterFileBytes, maxMatterFiles } from '$lib/domain/matter/matter-file';
import { ok, refuseInvalid, type Refused, type Result } from '$lib/domain/result';
import { hasIdentityNumber } from '$lib/domain/text/identity-number';
import type { Transaction } from '../database/database';
import { matterFile, pendingMatterFile } from '../database/schema';
import { documentKind, type DocumentKind } from '../uploads/document-kind';

/** A file as it was chosen. */
export interface ChosenFile {
	name: string;
	content: Buffer;
}

/** A file that a matter may have, of the kind that its content says. */
export interface CheckedFile extends ChosenFile {
	kind: DocumentKind;
}

/** Returns a file with its kind and clean name. Refuses other kinds, a large one and an identity number in its name. */
export async function checkFile(file: ChosenFile | null, field = 'file'): Promise<CheckedFile | Refused> {
	const fault = (code: string) => refuseInvalid({ field, code });
	if (!file || file.content.byteLength === 0) return fault('file-required');
	if (file.content.byteLength > maxMatterFileBytes) return fault('file-too-large');
	const kind = await documentKind(file.content);
	if (!kind) return fault('file-kind');
	const name = matterFileName(file.name, kind);
	return hasIdentityNumber(name) ? fault('identity-number') : { name, kind, content: file.content };
}

/** Returns the files sent with a matter, each as `checkFile` does. Refuses more than a matter may have. */
export async function checkFiles(files: readonly ChosenFile[]): Promise<Result<CheckedFile[]>> {
	if (files.length > maxMatterFiles) return refuseInvalid({ field: 'files', code: 'files-too-many' });
	const checked: CheckedFile[] = [];
	for (const file of files) {
		const one = await checkFile(file, 'files');
		if ('refused' in one) return one;
		checked.push(one);
	}
	return ok(checked);
}

/** Stores files of a matter. */
export async function insertFiles(
	tx: Transaction,
	{ matterId, now }: { matterId: number; now: Date },
	files: readonly CheckedFile[]
): Promise<void> {
	const addedAt = now.toISOString();
	for (const { name, kind, content } of files)
		await tx.insert(matterFile).values({ matterId, name, kind, bytes: content.byteLength, content, addedAt });
}

/** Stores files of a matter that waits for its sender's confirmation. */
export async function insertPendingFiles(
	tx: Transaction,
	pendingId: number,
	files: readonly CheckedFile[]
): Promise<void> {
	for (const { name, kind, content } of files)
		await tx.insert(pendingMatterFile).values({ pendingId, name, kind, bytes: content.byteLength, content });
}

/** Copies the files of a matter that its sender confirmed to the matter. */
export async function copyPendingFiles(
	tx: Transaction,
	{ pendingId, ...to }: { pendingId: number; matterId: number; now: Date }
): Promise<void> {
	const files = await tx
		.select()
		.from(pendingMatterFile)
		.where(eq(pendingMatterFile.pendingId, pendingId))
		.orderBy(asc(pendingMatterFile.id));
	await insertFiles(tx, to, files);
}
