"""Rows of numbers, one number a lane, added up under masks by vector instructions.

numba compiles loops over the 64 numbers of a row to code that is about four times slower, because
it cannot know that two rows do not overlap and that a sum can stay in registers. Here the loops are
given to its compiler (LLVM) directly, which makes of them what the processor at hand does best.

The type of the masks says how many lanes a row has: as many as a mask has bits.
"""

from typing import Any

from llvmlite import ir
from numba import types as _types
from numba.core import cgutils as _cgutils
from numba.extending import intrinsic

# Their types know less than they do.
types: Any = _types
cgutils: Any = _cgutils

_WORD, _NUMBER = ir.IntType(64), ir.DoubleType()

#: What may be done to sums: taken in another order, but the same order every time.
_FREEDOM = ("contract", "nsz", "reassoc")


class _Lanes:
    """Instructions on rows of so many lanes."""

    def __init__(self, builder: Any, lanes: int) -> None:
        self.builder = builder
        self.lanes = lanes
        self.vector = ir.VectorType(_NUMBER, lanes)
        self.zeros = ir.Constant(self.vector, None)

    def load(self, place: Any) -> Any:
        return self.builder.load(place, align=8)

    def store(self, row: Any, place: Any) -> None:
        self.builder.store(row, place, align=8)

    def place(self, rows: Any, number: Any) -> Any:
        """Where a row begins."""
        start = self.builder.mul(number, ir.Constant(_WORD, self.lanes))
        return self.builder.bitcast(self.builder.gep(rows, [start]), self.vector.as_pointer())

    def chosen(self, mask: Any) -> Any:
        """The bits of a mask as a choice of lanes."""
        if mask.type.width > self.lanes:
            mask = self.builder.trunc(mask, ir.IntType(self.lanes))
        return self.builder.bitcast(mask, ir.VectorType(ir.IntType(1), self.lanes))

    def where(self, mask: Any, row: Any) -> Any:
        """The row with zeros in the lanes not chosen."""
        return self.builder.select(mask, row, self.zeros)

    def everywhere(self, number: Any) -> Any:
        """A row that holds the number in every lane."""
        nothing = ir.Constant(self.vector, ir.Undefined)
        first = self.builder.insert_element(nothing, number, ir.Constant(ir.IntType(32), 0))
        same = ir.Constant(ir.VectorType(ir.IntType(32), self.lanes), None)
        return self.builder.shuffle_vector(first, nothing, same)

    def add(self, one: Any, other: Any) -> Any:
        return self.builder.fadd(one, other, flags=_FREEDOM)

    def multiply(self, one: Any, other: Any) -> Any:
        return self.builder.fmul(one, other, flags=_FREEDOM)

    def total(self, row: Any) -> Any:
        """Sum over the lanes."""
        kind = ir.FunctionType(_NUMBER, [_NUMBER, self.vector])
        name = f"llvm.vector.reduce.fadd.v{self.lanes}f64"
        function = cgutils.get_or_insert_function(self.builder.module, kind, name)
        return self.builder.call(function, [ir.Constant(_NUMBER, 0.0), row], fastmath=_FREEDOM)


def _start(context: Any, builder: Any, signature: Any, values: Any) -> tuple[_Lanes, list[Any]]:
    """Instructions for the masks among the arguments; arrays as places, integers as words."""
    lanes, plain = 0, []
    for kind, value in zip(signature.args, values, strict=True):
        if isinstance(kind, types.Array):
            if isinstance(kind.dtype, types.Integer) and not kind.dtype.signed:
                lanes = kind.dtype.bitwidth
            plain.append(context.make_array(kind)(context, builder, value).data)
        elif isinstance(kind, types.Integer) and kind.bitwidth < 64:
            plain.append(builder.sext(value, _WORD))
        else:
            plain.append(value)
    return _Lanes(builder, lanes), plain


def _entry(builder: Any, places: Any, number: Any) -> Any:
    """An element of an array of positions, as a word."""
    return builder.sext(builder.load(builder.gep(places, [number])), _WORD)


@intrinsic
def _spread(
    typing: Any, rows: Any, near: Any, factor: Any, far: Any, masks: Any, first: Any, stop: Any
) -> Any:
    """Add the row of ``near``, times ``factor``, to the rows of ``far[first:stop]``.

    Lane by lane where ``masks`` has a bit; ``near`` is not among ``far``.
    """

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        lanes, (rows, near, factor, far, masks, first, stop) = _start(
            context, builder, signature, values
        )
        own = lanes.multiply(lanes.load(lanes.place(rows, near)), lanes.everywhere(factor))
        with cgutils.for_range_slice(builder, first, stop, ir.Constant(_WORD, 1)) as (at, _):
            place = lanes.place(rows, _entry(builder, far, at))
            mask = lanes.chosen(builder.load(builder.gep(masks, [at])))
            lanes.store(lanes.add(lanes.load(place), lanes.where(mask, own)), place)
        return context.get_dummy_value()

    return types.void(rows, near, factor, far, masks, first, stop), generate


#: Numbers of paths, from one level to the next.
spread: Any = _spread


def _collector(*, along_arcs: bool) -> Any:
    """Make the function that takes in what stands one step further on."""

    @intrinsic
    def collect(
        typing: Any,
        shares: Any,
        near: Any,
        own: Any,
        far: Any,
        masks: Any,
        first: Any,
        stop: Any,
        paths: Any,
        ends: Any,
        end: Any,
        factor: Any,
        arcs: Any,
        numbers: Any,
        scale: Any,
    ) -> Any:
        """Sum up the shares of ``far[first:stop]`` and put the share of ``near`` in its row.

        The share is ``factor * (ends[end] / paths[near] + sum)``, in the lanes of ``own``. Returns
        the sum over these lanes of ``paths[near] * sum``: what passes through ``near``. With arcs,
        what passes along each is added to ``arcs[numbers[first:stop]]``, times ``scale``.
        """
        kinds = (shares, near, own, far, masks, first, stop, paths, ends, end, factor, arcs)

        def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            lanes, plain = _start(context, builder, signature, values)
            (shares, near, own, far, masks, first, stop, paths, *more) = plain
            (ends, end, factor, arcs, numbers, scale) = more
            number = lanes.load(lanes.place(paths, near))
            along = lanes.multiply(number, lanes.everywhere(scale)) if along_arcs else None
            kept = cgutils.alloca_once_value(builder, lanes.zeros)
            with cgutils.for_range_slice(builder, first, stop, ir.Constant(_WORD, 1)) as (at, _):
                mask = lanes.chosen(builder.load(builder.gep(masks, [at])))
                share = lanes.load(lanes.place(shares, _entry(builder, far, at)))
                share = lanes.where(mask, share)
                builder.store(lanes.add(builder.load(kept), share), kept)
                if along_arcs:
                    arc = builder.gep(arcs, [_entry(builder, numbers, at)])
                    passing = lanes.total(lanes.multiply(share, along))
                    builder.store(builder.fadd(builder.load(arc), passing), arc)
            total = builder.load(kept)
            mask = lanes.chosen(own)
            divisor = builder.select(mask, number, lanes.everywhere(ir.Constant(_NUMBER, 1.0)))
            share = lanes.add(builder.fdiv(lanes.load(lanes.place(ends, end)), divisor), total)
            share = lanes.multiply(share, lanes.everywhere(factor))
            place = lanes.place(shares, near)
            lanes.store(builder.select(mask, share, lanes.load(place)), place)
            return lanes.total(lanes.where(mask, lanes.multiply(number, total)))

        return types.float64(*kinds, numbers, scale), generate

    return collect


#: What passes through people, and what passes through people and along arcs.
collect, collect_along = _collector(along_arcs=False), _collector(along_arcs=True)
