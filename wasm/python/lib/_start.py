"""Run before a program: makes everything ready."""

import sys

import asyncio
import _bridge
import _print
