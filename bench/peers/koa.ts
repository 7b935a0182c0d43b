// Bare Koa with a constant Buffer: the measure of all the others. No path is looked at, no header beyond what the
// bytes need to be understood.
import Koa from 'koa';
import { givenDocument } from '../document.ts';

const { gzip } = givenDocument();
const app = new Koa();
app.use((ctx) => {
  ctx.set('Content-Type', 'application/json; charset=utf-8');
  ctx.set('Content-Encoding', 'gzip');
  ctx.body = gzip;
});
app.listen(Number(process.env.PORT), '127.0.0.1');
