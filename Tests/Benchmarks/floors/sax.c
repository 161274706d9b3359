// sax LIST: libxml2's SAX2 over every file of a list, doing nothing with the events. What no program that reads XML with
// libxml2 can go below.
#include <fcntl.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void start(void *c, const xmlChar *l, const xmlChar *p, const xmlChar *u, int n, const xmlChar **ns, int a, int d, const xmlChar **at) {}
static void end(void *c, const xmlChar *l, const xmlChar *p, const xmlChar *u) {}
static void characters(void *c, const xmlChar *s, int n) {}
static char *bytes;
static size_t capacity;

static int parse(const char *name) {
  int file = open(name, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) return 1;
  if ((size_t)status.st_size + 8 > capacity) bytes = realloc(bytes, capacity = (size_t)status.st_size * 2 + 8);
  size_t size = 0;
  ssize_t got;
  while ((got = read(file, bytes + size, capacity - size)) > 0) size += (size_t)got;
  close(file);
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = handler.ignorableWhitespace = characters;
  xmlParserCtxtPtr context = xmlCreateMemoryParserCtxt(bytes, (int)size);
  xmlSAXHandler *own = context->sax;
  context->sax = &handler;
  context->userData = context;
  xmlParseDocument(context);
  int failed = !context->wellFormed;
  context->sax = own;
  xmlFreeParserCtxt(context);
  return failed;
}

int main(int count, char **words) {
  FILE *list = count > 1 ? fopen(words[1], "r") : NULL;
  char name[4096];
  if (!list) return 66;
  xmlInitParser();
  while (fgets(name, sizeof name, list)) {
    name[strcspn(name, "\n")] = 0;
    if (parse(name)) return 65;
  }
  return 0;
}
