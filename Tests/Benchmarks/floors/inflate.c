// inflate FILE.gz: zlib's inflate into one buffer that nobody looks at.
// inflate FILE.zip MEMBER [sax]: the same of a member; with sax, through libxml2's push parser doing nothing with the events.
#include <fcntl.h>
#include <libxml/parser.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static void start(void *c, const xmlChar *l, const xmlChar *p, const xmlChar *u, int n, const xmlChar **ns, int a, int d, const xmlChar **at) {}
static void characters(void *c, const xmlChar *s, int n) {}
static unsigned char out[256 << 10];

static int inflated(unsigned char *from, size_t size, int window, xmlParserCtxtPtr context) {
  z_stream z;
  memset(&z, 0, sizeof z);
  if (inflateInit2(&z, window) != Z_OK) return 70;
  z.next_in = from;
  z.avail_in = (uInt)size;
  int code = Z_OK;
  while (code == Z_OK) {
    z.next_out = out;
    z.avail_out = sizeof out;
    code = inflate(&z, Z_NO_FLUSH);
    if (context) xmlParseChunk(context, (char *)out, (int)(sizeof out - z.avail_out), 0);
    if (code == Z_STREAM_END && window > 0 && z.avail_in) code = inflateReset(&z);
  }
  if (context) xmlParseChunk(context, NULL, 0, 1);
  inflateEnd(&z);
  return code == Z_STREAM_END ? 0 : 65;
}

int main(int count, char **words) {
  struct stat status;
  int file = count > 1 ? open(words[1], O_RDONLY) : -1;
  if (file < 0 || fstat(file, &status) != 0) return 66;
  size_t size = 0;
  unsigned char *in = malloc((size_t)status.st_size + 16);
  ssize_t got;
  while ((got = read(file, in + size, (size_t)status.st_size - size)) > 0) size += (size_t)got;
  if (count == 2) return inflated(in, size, 31, NULL);
  unsigned char *end = in + size - 22;
  while (end > in && memcmp(end, "PK\5\6", 4)) end--;
  uint32_t directory;
  uint16_t entries;
  memcpy(&entries, end + 10, 2);
  memcpy(&directory, end + 16, 4);
  for (unsigned char *p = in + directory; entries > 0; entries--) {
    uint16_t name, extra, comment, head[2];
    uint32_t packed, local;
    memcpy(&packed, p + 20, 4);
    memcpy(&name, p + 28, 2);
    memcpy(&extra, p + 30, 2);
    memcpy(&comment, p + 32, 2);
    memcpy(&local, p + 42, 4);
    if (name == strlen(words[2]) && !memcmp(p + 46, words[2], name)) {
      memcpy(head, in + local + 26, 4);
      xmlSAXHandler handler;
      memset(&handler, 0, sizeof handler);
      handler.initialized = XML_SAX2_MAGIC;
      handler.startElementNs = start;
      handler.characters = characters;
      xmlParserCtxtPtr context = count > 3 ? xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, words[2]) : NULL;
      if (context) xmlCtxtUseOptions(context, XML_PARSE_HUGE);
      return inflated(in + local + 30 + head[0] + head[1], packed, -15, context);
    }
    p += 46 + name + extra + comment;
  }
  return 66;
}
