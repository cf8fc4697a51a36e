"""The amqtt broker as a process of its own, `python -m devices.broker.child PORT`; ends with its standard input."""

import asyncio
import sys

from amqtt.broker import Broker


def main(words: list[str]) -> int:
    """Run the broker until nobody holds the other end of standard input."""
    asyncio.run(_serve(int(words[0])))
    return 0


async def _serve(port: int) -> None:
    broker = Broker(
        {
            "listeners": {"default": {"type": "tcp", "bind": f"127.0.0.1:{port}"}},
            "plugins": {"amqtt.plugins.authentication.AnonymousAuthPlugin": {"allow_anonymous": True}},
        }
    )
    await broker.start()
    await asyncio.to_thread(sys.stdin.buffer.read)
    await broker.shutdown()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
