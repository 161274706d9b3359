#pragma once
#include <stddef.h>
#include <stdint.h>
// The SHA-256 instructions of x86-64 (since 2016 and 2019): Swift has no attribute that allows an instruction in one
// function only, so these few lines are C. Every input is hashed whole, and without them hashing takes three quarters of
// the time of reading a delimited text. Machines without them use the Swift code; both give the same digest.
#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

static inline int diagnoza_sha256_is_available(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & (1u << 29))) return 0;
  // SSE4.1 and SSSE3, which the code below uses beside them.
  return __get_cpuid(1, &a, &b, &c, &d) && (c & (1u << 19)) && (c & (1u << 9));
}

// Works through whole blocks of 64 bytes; k are the 64 constants of FIPS 180-4.
__attribute__((target("sha,sse4.1,ssse3"))) static inline void diagnoza_sha256_blocks(
    uint32_t *state, const uint8_t *data, size_t blocks, const uint32_t *k) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  // The instructions want the state as ABEF and CDGH.
  __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
  __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
  __m128i abef = _mm_alignr_epi8(abcd, efgh, 8);
  __m128i cdgh = _mm_blend_epi16(efgh, abcd, 0xF0);
  for (; blocks > 0; blocks--, data += 64) {
    const __m128i before_abef = abef, before_cdgh = cdgh;
    __m128i w[4];
    for (int i = 0; i < 4; i++) w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(data + 16 * i)), swap);
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      const __m128i word = w[i & 3];
      const __m128i sum = _mm_add_epi32(word, _mm_loadu_si128((const __m128i *)(k + 4 * i)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
      if (i < 12) {
        __m128i next = _mm_sha256msg1_epu32(word, w[(i + 1) & 3]);
        next = _mm_add_epi32(next, _mm_alignr_epi8(w[(i + 3) & 3], w[(i + 2) & 3], 4));
        w[i & 3] = _mm_sha256msg2_epu32(next, w[(i + 3) & 3]);
      }
    }
    abef = _mm_add_epi32(abef, before_abef);
    cdgh = _mm_add_epi32(cdgh, before_cdgh);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}
#else
static inline int diagnoza_sha256_is_available(void) { return 0; }
static inline void diagnoza_sha256_blocks(uint32_t *state, const uint8_t *data, size_t blocks, const uint32_t *k) {
  (void)state, (void)data, (void)blocks, (void)k;
}
#endif
