/* measure DIVISOR RUNS -- A [ARG...] -- B [ARG...]
   Runs A and B in turn and prints the medians of CPU and wall seconds, those of B divided by
   DIVISOR, and the median of the ratios A/B of each pair. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct { double cpu, wall; } Cost;

static double seconds(struct timeval t) { return t.tv_sec + t.tv_usec / 1e6; }

static Cost run(char **command) {
  struct timespec start, end;
  struct rusage usage;
  int status;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child == 0) {
    int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    dup2(null, 2);
    execv(command[0], command);
    _exit(127);
  }
  wait4(child, &status, 0, &usage);
  clock_gettime(CLOCK_MONOTONIC, &end);
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
    fprintf(stderr, "%s ended with %d\n", command[0], status);
    exit(2);
  }
  Cost cost = {seconds(usage.ru_utime) + seconds(usage.ru_stime),
               (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9};
  return cost;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *values, int count) {
  qsort(values, (size_t)count, sizeof *values, compare);
  return values[count / 2];
}

int main(int count, char **words) {
  if (count < 6) return 2;
  double divisor = atof(words[1]);
  int runs = atoi(words[2]);
  char **first = words + 4, **second = NULL;
  for (int index = 4; index < count; index++) {
    if (strcmp(words[index], "--") == 0) {
      words[index] = NULL;
      second = words + index + 1;
      break;
    }
  }
  if (!second || runs < 1 || runs > 1000) return 2;
  double *v[6];
  for (int kind = 0; kind < 6; kind++) v[kind] = calloc((size_t)runs, sizeof(double));
  run(first);
  run(second);
  for (int index = 0; index < runs; index++) {
    Cost a = run(first), b = run(second);
    v[0][index] = a.cpu, v[1][index] = b.cpu / divisor, v[2][index] = v[0][index] / v[1][index];
    v[3][index] = a.wall, v[4][index] = b.wall / divisor, v[5][index] = v[3][index] / v[4][index];
  }
  printf("cpu %.4f s / %.4f s = %.2f   wall %.4f s / %.4f s = %.2f\n", median(v[0], runs),
         median(v[1], runs), median(v[2], runs), median(v[3], runs), median(v[4], runs),
         median(v[5], runs));
  return 0;
}
