/**
 * palette: colours and letters of every chart.
 *
 * The four colours are the Government Analysis Function's categorical palette; plots stand on white only, where each
 * has at least 3 : 1 (dark blue 10.25, turquoise 3.17, dark pink 9.77, orange 3.03). Tints of dark blue do not reach
 * that, so a band is always outlined in dark blue.
 */
export const DARK_BLUE = '#12436D';
export const TURQUOISE = '#28A197';
export const DARK_PINK = '#801650';
export const ORANGE = '#F46A25';

export const INK = '#0B0C0C';
export const GREY = '#3D3D3D'; // second texts and rules: 10.86 : 1
export const RULE = '#D5D5D5'; // grid lines, which carry nothing by themselves
export const WHITE = '#FFFFFF';

/** Dark blue at 12, 28 and 55 per cent, on white: the 95, 80 and 50 per cent ranges. */
export const BAND_95 = '#E3E8ED';
export const BAND_80 = '#BDCAD6';
export const BAND_50 = '#7D98AF';

export const FONT = 'Arial, Helvetica, sans-serif';
export const HEADLINE_SIZE = 18;
export const SUBTITLE_SIZE = 14;
export const LABEL_SIZE = 13;
export const SMALLEST_SIZE = 12;
