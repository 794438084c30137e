/* The machine's own network: sockets that do not block, and poll(2). */
#ifndef __wasm__

#define _GNU_SOURCE /* ppoll */

#include "sockets.h"

#include "error.h"
#include "memory.h"
#include "scope.h"
#include "value.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct machine_socket {
  aio__socket socket;
  int fd;
} machine_socket;

/* As CPython's: connections that wait for an accept, and bytes of one recv. */
enum { BACKLOG = 100 };

typedef union any_address {
  struct sockaddr general;
  struct sockaddr_in four;
  struct sockaddr_in6 six;
} any_address;

/* What is polled has its place before there is a socket to poll: waiting needs no memory. */
typedef struct machine_network {
  aio__network network;
  struct pollfd *polled;
  size_t capacity; /* places: one a socket, one for the pipe of aio__sockets_wait */
} machine_network;

static int fd_of(const aio__socket *socket) {
  return ((const machine_socket *)socket)->fd;
}

/* --- Addresses ---------------------------------------------------------------------------------------------------- */

static void read_address(aio__address *address, const any_address *from) {
  address->six = from->general.sa_family == AF_INET6;
  address->port = ntohs(address->six ? from->six.sin6_port : from->four.sin_port);
  inet_ntop(from->general.sa_family, address->six ? (const void *)&from->six.sin6_addr : &from->four.sin_addr,
            address->host, sizeof address->host);
}

static socklen_t write_address(any_address *to, const aio__address *address) {
  memset(to, 0, sizeof *to);
  if (address->six) {
    to->six.sin6_family = AF_INET6;
    to->six.sin6_port = htons(address->port);
    inet_pton(AF_INET6, address->host, &to->six.sin6_addr);
    return sizeof to->six;
  }
  to->four.sin_family = AF_INET;
  to->four.sin_port = htons(address->port);
  inet_pton(AF_INET, address->host, &to->four.sin_addr);
  return sizeof to->four;
}

static void learn_addresses(aio__socket *socket) {
  any_address address;
  socklen_t size = sizeof address;
  if (getsockname(fd_of(socket), &address.general, &size) == 0) {
    read_address(&socket->local, &address);
  }
  size = sizeof address;
  if (getpeername(fd_of(socket), &address.general, &size) == 0) {
    read_address(&socket->peer, &address);
  }
}

/* Puts an address behind the text, unless it is there already; returns how long that is now. */
static size_t add_address(char *text, size_t length, size_t size, const struct addrinfo *found) {
  any_address any;
  aio__address address;
  memcpy(&any, found->ai_addr, found->ai_addrlen < sizeof any ? found->ai_addrlen : sizeof any);
  read_address(&address, &any);
  char one[sizeof address.host + 2];
  int added = snprintf(one, sizeof one, " %s ", address.host);
  text[length] = ' '; /* so that each stands between two */
  text[length + 1] = '\0';
  bool known = strstr(text, one) != NULL;
  text[length] = '\0';
  if (!known && length + (size_t)added < size) {
    length += (size_t)snprintf(text + length, size - length, " %s", address.host);
  }
  return length;
}

/* In a thread, for it blocks: of "0name", or "1name" where it is to be bound, "0 address address…", or the error's
** number and text. */
static void look_up(asyncio_thread_call *call) {
  size_t size;
  const char *input = asyncio_thread_input(call, &size);
  const char *host = input + 1;
  char text[2048] = "0";
  size_t length = 1;
  struct addrinfo hints = {
      .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = *input == '1' ? AI_PASSIVE : 0};
  struct addrinfo *found;
  int status = getaddrinfo(*host == '\0' ? NULL : host, *host == '\0' ? "0" : NULL, &hints, &found);
  if (status != 0) {
    length = (size_t)snprintf(text, sizeof text, "%d %s", status, gai_strerror(status));
  } else {
    for (const struct addrinfo *at = found; at != NULL; at = at->ai_next) {
      length = add_address(text, length, sizeof text, at);
    }
    freeaddrinfo(found);
  }
  asyncio_thread_return(call, text, length);
}

/* What is behind the number; NULL with gaierror. */
static const char *looked_up(const char *text) {
  if (text == NULL) {
    return NULL;
  }
  char *behind;
  long status = strtol(text, &behind, 10);
  behind += *behind == ' ';
  if (status != 0) {
    aio__set_error(aio__system_error(asyncio_gaierror, (int)status, behind));
    return NULL;
  }
  return behind;
}

ASYNC(getaddrinfo, {
  const aio__str *host;
  bool passive;
  asyncio_value input;
  const char *addresses;
  aio__address address;
}) {
  ASYNC_BEGIN;
  if (aio__address_parse(&self->address, self->host->text)) {
    RETURN(asyncio_str(self->host->text));
  }
  self->input = asyncio_strf("%d%s", self->passive, self->host->text);
  CHECK(asyncio_as_str(self->input));
  AWAIT(asyncio_to_thread(look_up, asyncio_as_str(self->input), strlen(asyncio_as_str(self->input)) + 1));
  CHECK(self->addresses = looked_up(asyncio_as_str(AWAITED)));
  RETURN(asyncio_str(self->addresses));
  ASYNC_END;
}

static asyncio_coroutine *addresses_of(const aio__str *host, bool passive) {
  return CORO(getaddrinfo, host, passive);
}

/* --- Sockets ------------------------------------------------------------------------------------------------------ */

/* Room to poll one socket more. 0, or -1 with MemoryError. */
static int reserve(aio__network *network) {
  machine_network *self = (machine_network *)network;
  if ((size_t)network->sockets + 2 <= self->capacity) {
    return 0;
  }
  size_t capacity = self->capacity == 0 ? 8 : aio__size_of(self->capacity, 2);
  struct pollfd *polled = aio__reallocate(self->polled, aio__size_of(capacity, sizeof *polled));
  if (polled == NULL) {
    return -1;
  }
  self->polled = polled;
  self->capacity = capacity;
  return 0;
}

/* For a descriptor, which is taken over; a negative one is an error in errno. NULL with the current error. */
static machine_socket *wrap(aio__network *network, int fd) {
  machine_socket *self = fd < 0 || reserve(network) < 0 ? NULL : aio__socket_new(network, sizeof *self);
  if (self == NULL) {
    if (fd < 0) {
      aio__set_error(aio__os_error(errno, NULL));
    } else {
      close(fd);
    }
    return NULL;
  }
  int on = 1;
  self->fd = self->socket.number = fd;
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return self;
}

static aio__socket *bind_socket(aio__network *network, const aio__address *address, int *number) {
  machine_socket *self = wrap(network, socket(address->six ? AF_INET6 : AF_INET, SOCK_STREAM, 0));
  if (self == NULL) {
    return NULL;
  }
  any_address to;
  socklen_t size = write_address(&to, address);
  int on = 1;
  setsockopt(self->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (address->six) {
    setsockopt(self->fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on); /* IPv4 has a socket of its own */
  }
  if (bind(self->fd, &to.general, size) < 0) {
    *number = errno;
    aio__socket_close(&self->socket);
    return NULL;
  }
  learn_addresses(&self->socket);
  return &self->socket;
}

static void listen_socket(aio__socket *socket) {
  listen(fd_of(socket), BACKLOG);
}

static aio__socket *accept_socket(aio__socket *listener) {
  int fd = accept(fd_of(listener), NULL, NULL);
  if (fd < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == ECONNABORTED || errno == EINTR)) {
    return NULL;
  }
  machine_socket *self = wrap(listener->network, fd);
  if (self == NULL) {
    return NULL;
  }
  learn_addresses(&self->socket);
  return &self->socket;
}

static void raise_connect(int number, const aio__address *address) {
  char text[96] = "Connect call failed ";
  size_t length = strlen(text);
  aio__address_write(address, text + length, sizeof text - length);
  aio__set_error(aio__os_error(number, text));
}

static aio__socket *connect_socket(aio__network *network, const aio__address *address) {
  machine_socket *self = wrap(network, socket(address->six ? AF_INET6 : AF_INET, SOCK_STREAM, 0));
  if (self == NULL) {
    return NULL;
  }
  any_address to;
  socklen_t size = write_address(&to, address);
  self->socket.peer = *address;
  if (connect(self->fd, &to.general, size) < 0 && errno != EINPROGRESS) {
    raise_connect(errno, address);
    aio__socket_close(&self->socket);
    return NULL;
  }
  return &self->socket;
}

static int connected(aio__socket *socket) {
  int number = 0;
  socklen_t size = sizeof number;
  getsockopt(fd_of(socket), SOL_SOCKET, SO_ERROR, &number, &size);
  if (number == 0) {
    learn_addresses(socket);
  }
  return number;
}

/* The error's number, negative. */
static long failure(void) {
  return errno == EWOULDBLOCK || errno == EINTR ? -AIO__EAGAIN : -(long)errno;
}

static long receive(aio__socket *socket, aio__buffer *buffer, size_t most) {
  char *room = aio__buffer_room(buffer, most);
  if (room == NULL) {
    asyncio_clear_error();
    return -AIO__ENOMEM;
  }
  ssize_t size = recv(fd_of(socket), room, most, 0);
  if (size < 0) {
    return failure();
  }
  aio__buffer_grow(buffer, (size_t)size);
  return (long)size;
}

static long send_some(aio__socket *socket, const char *bytes, size_t size) {
  ssize_t sent = send(fd_of(socket), bytes, size, MSG_NOSIGNAL);
  return sent < 0 ? failure() : (long)sent;
}

static int shut_down(aio__socket *socket) {
  return shutdown(fd_of(socket), SHUT_WR) < 0 ? errno : 0;
}

static void close_socket(aio__socket *socket) {
  close(fd_of(socket));
}

/* --- Waiting ------------------------------------------------------------------------------------------------------ */

static aio__socket *watched_at(const aio__links *links) {
  return (aio__socket *)((char *)links - offsetof(aio__socket, watched));
}

/* What to poll for, one a watched socket, and how many they are. */
static struct pollfd *watched(const aio__network *network, size_t *count) {
  struct pollfd *polled = ((const machine_network *)network)->polled;
  size_t i = 0;
  for (const aio__links *at = network->watched.next; at != &network->watched; at = at->next) {
    const aio__socket *socket = watched_at(at);
    short events = (short)((socket->reader.owner != NULL ? POLLIN : 0) | (socket->writer.owner != NULL ? POLLOUT : 0));
    polled[i++] = (struct pollfd){.fd = fd_of(socket), .events = events};
  }
  *count = i;
  return polled;
}

/* How many are ready. */
static int poll_now(const aio__network *network) {
  size_t count;
  struct pollfd *polled = watched(network, &count);
  return count == 0 ? 0 : poll(polled, (nfds_t)count, 0);
}

static void poll_sockets(aio__network *network) {
  if (poll_now(network) > 0) {
    const struct pollfd *polled = ((machine_network *)network)->polled;
    size_t i = 0;
    for (const aio__links *at = network->watched.next; at != &network->watched; at = at->next, i++) {
      short events = polled[i].revents;
      aio__socket_ready(watched_at(at), (events & (POLLIN | POLLERR | POLLHUP)) != 0,
                        (events & (POLLOUT | POLLERR | POLLHUP)) != 0);
    }
  }
}

static bool is_ready(const aio__network *network) {
  return poll_now(network) > 0;
}

static void sockets_free(aio__network *network) {
  aio__free(((machine_network *)network)->polled);
  aio__free(network);
}

aio__network *aio__sockets_new(asyncio_loop *loop) {
  static const aio__network_type type = {addresses_of, bind_socket,  listen_socket, accept_socket, connect_socket,
                                         connected,    receive,      send_some,     shut_down,     close_socket,
                                         NULL,         poll_sockets, is_ready,      true,          sockets_free};
  (void)loop;
  machine_network *self = aio__allocate(sizeof *self);
  if (self == NULL) {
    return NULL;
  }
  self->network.type = &type;
  return &self->network;
}

static int wait_for(struct pollfd *polled, size_t count, const struct timespec *rest) {
#ifdef __linux__
  return ppoll(polled, (nfds_t)count, rest, NULL);
#else
  /* Never shorter than asked: the loop would only come back to sleep what is left. */
  return poll(polled, (nfds_t)count,
              rest->tv_sec > 3600 ? 3600000 : (int)(rest->tv_sec * 1000 + rest->tv_nsec / 1000000 + 1));
#endif
}

void aio__sockets_wait(const aio__network *network, int pipe, const struct timespec *rest) {
  struct pollfd alone;
  struct pollfd *polled = NULL;
  size_t count = 0;
  if (network != NULL && network->type->poll == poll_sockets) {
    polled = watched(network, &count);
  }
  if (polled == NULL) { /* there is no socket yet */
    polled = &alone;
  }
  polled[count] = (struct pollfd){.fd = pipe, .events = POLLIN};
  wait_for(polled, count + 1, rest);
}

#else

typedef int aio__no_sockets; /* a translation unit is not to be empty */

#endif
