#pragma once
#include <zlib.h>
// inflateInit2 and deflateInit2 are macros that Swift cannot import: they bake in the header's version and the
// struct's size, which must come from the same header that the compiler saw.
static inline int diagnoza_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }
static inline int diagnoza_deflate_init(z_stream *stream, int level, int window_bits) {
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}
