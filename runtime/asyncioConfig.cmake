# find_package(asyncio): the library, and the threads of libc that it needs.
include(CMakeFindDependencyMacro)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_dependency(Threads)
include(${CMAKE_CURRENT_LIST_DIR}/asyncioTargets.cmake)
