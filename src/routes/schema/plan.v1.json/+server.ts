import { z } from 'zod';
import { planFileSchema } from '$lib/forms/plan-file/plan-file';
import type { RequestHandler } from './$types';

/** The plan file's JSON Schema, made from the shape that reads it. */
const schema = JSON.stringify(z.toJSONSchema(planFileSchema, { io: 'input' }), null, 2);

export const GET: RequestHandler = () =>
	new Response(schema, { headers: { 'Content-Type': 'application/schema+json; charset=utf-8' } });
