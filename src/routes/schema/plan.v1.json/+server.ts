import { z } from 'zod';
import { planFile } from '$lib/forms/plan-file';
import type { RequestHandler } from './$types';

/** The plan file's JSON Schema, made from the shape that reads it. */
const schema = JSON.stringify(z.toJSONSchema(planFile, { io: 'input' }), null, 2);

export const GET: RequestHandler = () =>
	new Response(schema, { headers: { 'Content-Type': 'application/schema+json; charset=utf-8' } });
