#pragma once
#include <stddef.h>
#include <stdint.h>
// Comparisons of sixteen bytes at once. Swift's own vectors never become the one instruction that gathers the outcome of
// sixteen comparisons in a number, and every published text is looked at whole before it is read, so these few lines are C.
// SSE2 belongs to every x86-64; elsewhere the functions say at once that there is nothing they can skip.
#if defined(__x86_64__)
#include <emmintrin.h>

// How many bytes from b on are plain text of UTF-8: whole characters of one or two bytes, none below tab and no DEL. Looks
// at blocks of sixteen bytes and stops before the first that holds anything else; letters grows by the characters of two.
static inline size_t diagnoza_plain_text(const uint8_t *b, size_t n, size_t *letters) {
  const __m128i lead_from = _mm_set1_epi8((char)0xC2), lead_range = _mm_set1_epi8(0x1D);
  const __m128i two = _mm_set1_epi8((char)0xC0), tab = _mm_set1_epi8(9), del = _mm_set1_epi8(0x7F);
  size_t i = 0, found = 0;
  while (i + 16 <= n) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(b + i));
    const unsigned high = (unsigned)_mm_movemask_epi8(v);
    const unsigned low = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(v, tab)) & ~high;
    const unsigned gone = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, del));
    if (low | gone) break;
    if (high == 0) {
      i += 16;
      continue;
    }
    const __m128i above = _mm_sub_epi8(v, lead_from);
    const unsigned lead = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(above, lead_range), above));
    const unsigned rest = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(v, two)) & high;
    if ((lead | rest) != high || rest != ((lead << 1) & 0xFFFF)) break;
    // A character that begins in the last byte belongs to the next block.
    const unsigned whole = lead & 0x7FFF;
    found += (size_t)__builtin_popcount(whole);
    i += (lead & 0x8000) ? 15 : 16;
  }
  *letters += found;
  return i;
}

// How many bytes from b on are neither x nor y, in whole blocks of sixteen.
static inline size_t diagnoza_without(const uint8_t *b, size_t n, uint8_t x, uint8_t y) {
  const __m128i first = _mm_set1_epi8((char)x), second = _mm_set1_epi8((char)y);
  size_t i = 0;
  while (i + 16 <= n) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(b + i));
    if (_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(v, first), _mm_cmpeq_epi8(v, second)))) break;
    i += 16;
  }
  return i;
}
#else
static inline size_t diagnoza_plain_text(const uint8_t *b, size_t n, size_t *letters) {
  (void)b, (void)n, (void)letters;
  return 0;
}
static inline size_t diagnoza_without(const uint8_t *b, size_t n, uint8_t x, uint8_t y) {
  (void)b, (void)n, (void)x, (void)y;
  return 0;
}
#endif
