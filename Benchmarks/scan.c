/* The bare cost of YAML: every event of every file, five times over, and nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

enum { ROUNDS = 5 };

static unsigned char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  unsigned char *bytes = malloc(*size + 1);
  if (bytes && fread(bytes, 1, *size, file) != *size) *size = 0;
  fclose(file);
  return bytes;
}

static long scan(const unsigned char *bytes, size_t size) {
  yaml_parser_t parser;
  yaml_event_t event;
  long events = 0;
  int done = 0;
  if (!yaml_parser_initialize(&parser)) return -1;
  yaml_parser_set_input_string(&parser, bytes, size);
  while (!done && yaml_parser_parse(&parser, &event)) {
    done = event.type == YAML_STREAM_END_EVENT;
    events++;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return events;
}

int main(int count, char **paths) {
  long events = 0;
  for (int index = 1; index < count; index++) {
    for (int round = 0; round < ROUNDS; round++) {
      size_t size = 0;
      unsigned char *bytes = read_file(paths[index], &size);
      if (!bytes) return 1;
      events += scan(bytes, size);
      free(bytes);
    }
  }
  printf("%ld\n", events);
  return 0;
}
