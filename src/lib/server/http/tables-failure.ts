import type { UploadErrorCode } from '../uploads/upload-error';

/** Thrown if tables cannot be compared or imported; `fault` says why. */
export class TablesFailure extends Error {
	constructor(readonly fault: UploadErrorCode | 'busy' | 'gone') {
		super(`The tables cannot be used: ${fault}`);
	}
}
