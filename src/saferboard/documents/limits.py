"""
Limits on a process that opens what strangers made.
"""


def limit(*, memory: int, seconds: int) -> None:
    """
    Let this process have so many bytes of memory and seconds of computing, and write no file.

    Where the system has no such limits (Windows), the parent's clock is the only one.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
