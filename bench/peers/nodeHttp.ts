// Bare node:http with a constant Buffer: what the machine can do.
import { createServer } from 'node:http';
import { givenDocument } from '../document.ts';

const { gzip } = givenDocument();
const headers = [
  'Content-Type',
  'application/json; charset=utf-8',
  'Content-Encoding',
  'gzip',
  'Content-Length',
  String(gzip.length),
];

createServer((_, response) => {
  response.writeHead(200, headers).end(gzip);
}).listen(Number(process.env.PORT), '127.0.0.1');
