/* Labels of domain codes, one file per noun, so that a page loads only those it uses. */
export * from './labels/area';
export * from './labels/body';
export * from './labels/decision';
export * from './labels/evaluation';
export * from './labels/inquiry';
export * from './labels/localized';
export * from './labels/mail';
export * from './labels/matter';
export * from './labels/meeting';
export * from './labels/measure';
export * from './labels/need';
export * from './labels/redaction';
export * from './labels/round';
export * from './labels/search';
export * from './labels/status';
export * from './labels/year';
