#pragma once
#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, whose headers clash with those that Foundation brings along. Only the tail of a struct
// that is never touched here depends on the flag.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
// The error passed to a structured handler is const from libxml2 2.12 on; the cast lets one Swift closure serve both.
typedef void (*diagnoza_xml_error)(void *data, xmlErrorPtr error);
static inline void diagnoza_xml_set_error(xmlSAXHandler *handler, diagnoza_xml_error function) {
  handler->serror = (xmlStructuredErrorFunc)function;
}
// Every load of anything but the document itself fails, whatever asks for it.
static inline xmlParserInputPtr diagnoza_xml_no_loads(const char *url, const char *id, xmlParserCtxtPtr context) {
  (void)url; (void)id; (void)context;
  return NULL;
}
// libxml2 speaks to the terminal where it does not use the structured error handler.
static inline void diagnoza_xml_silence(void *data, const char *message, ...) {
  (void)data; (void)message;
}
static inline void diagnoza_xml_start(void) {
  xmlInitParser();
  xmlSetGenericErrorFunc(NULL, diagnoza_xml_silence);
  xmlSetExternalEntityLoader(diagnoza_xml_no_loads);
}
