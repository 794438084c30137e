#ifndef TEST_EVERY_TEST_H
#define TEST_EVERY_TEST_H

/*
** With FAIL_ALLOCATIONS=1 in the environment each allocation of each test is made to fail in turn (failing.h). A test
** that makes one outside of what is run for that fails, unless it says here why it does.
*/
#define TAKES_NO_PART(reason) every_test_excuse(reason)

void every_test_excuse(const char *reason);

/* What is allocated from now on, up to the other call, is made to fail in turn. */
void every_test_in_turn_begins(void);
void every_test_in_turn_ends(void);

#endif
