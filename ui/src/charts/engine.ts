/** engine: the charts as two global functions, for the program that draws without a browser. Tables come as JSON. */
import './host';
import { drawSvg } from './draw';
import { chartNamed } from './index';
import { readTable } from './table';

const homeward = {
  svg: (id: string, json: string, width: number, height: number): string => drawSvg(id, readTable(json), width, height),
  altText: (id: string, json: string): string => chartNamed(id).of(readTable(json)).altText,
};

(Function('return this')() as { homeward: typeof homeward }).homeward = homeward;
