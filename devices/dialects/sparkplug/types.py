"""The data types of Sparkplug B, and what a value of each means to us."""

SMALL, BIG, FLOAT, DOUBLE, FLAG, TEXT = range(10, 16)
"""The fields of a metric that hold a value we read; those after them hold bytes, tables and templates."""

UNTYPED = 0
SINGLE_PRECISION = 9
BOOLEAN = 11
DATE_TIME = 13
TEXTS = frozenset((12, 14, 15))
"""String, Text, UUID."""

NAMES = (
    "Unknown", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float", "Double", "Boolean",
    "String", "DateTime", "Text", "UUID", "DataSet", "Bytes", "File", "Template", "PropertySet", "PropertySetList",
    "Int8Array", "Int16Array", "Int32Array", "Int64Array", "UInt8Array", "UInt16Array", "UInt32Array", "UInt64Array",
    "FloatArray", "DoubleArray", "BooleanArray", "StringArray", "DateTimeArray",
)  # fmt: skip
_FIRST_WITHOUT_READING = 16
_BITS = {1: 8, 2: 16, 3: 32, 4: 64, 5: 8, 6: 16, 7: 32, 8: 64}
_SIGNED = frozenset((1, 2, 3, 4))


def is_scalar(datatype: int) -> bool:
    """Whether a value of the type can be a reading."""
    return datatype < _FIRST_WITHOUT_READING


def type_name(datatype: int) -> str:
    """What the specification calls it."""
    return NAMES[datatype] if datatype < len(NAMES) else str(datatype)


def whole(value: int, datatype: int) -> int:
    """A whole number as its type means it: what is signed comes as the bits of an unsigned number."""
    bits = _BITS.get(datatype)
    if bits is None:
        return value
    value &= (1 << bits) - 1
    return value - (1 << bits) if datatype in _SIGNED and value >> (bits - 1) else value


def bits_of(datatype: int) -> int:
    """How many bits a whole number of the type has."""
    return _BITS.get(datatype, 64)


def bounds(datatype: int) -> tuple[int, int] | None:
    """The least and the greatest whole number of the type; None where it has none."""
    if datatype not in _BITS and datatype != DATE_TIME:
        return None
    bits = bits_of(datatype)
    return (-(1 << bits - 1), (1 << bits - 1) - 1) if datatype in _SIGNED else (0, (1 << bits) - 1)
