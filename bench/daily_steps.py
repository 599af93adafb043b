#!/usr/bin/env python3
"""daily_steps FILE: the model that `bench_daily export FILE` wrote, stepped day by day with numpy: how most such models are run.

All paths at once in columns, one array operation a step and clock; the same states, bands, rates and entries as the engine.
Prints lines `what TAB figure TAB unit`; ends with 1 when its mean stock is not the engine's (four standard errors and half a
percent for the step of a day), for a stepper of another model would be no baseline."""
import sys
import time

import numpy

PATHS = 50


def read(path):
    values = {}
    with open(path, encoding="ascii") as lines:
        for line in lines:
            name, count = line.split()
            column = numpy.array([float(next(lines)) for _ in range(int(count))])
            values[name] = column if int(count) > 1 else column[0]
    return values


def column(matrix, number):
    return matrix[:, number].astype(numpy.int64)


class Model:
    """The tables of the engine as chances of a day."""

    def __init__(self, given):
        self.stride, self.states = int(given["stride"]), int(given["states"])
        rate = given["rate"].reshape(-1, self.stride)
        total = rate.sum(axis=1)
        self.chance = 1 - numpy.exp(-total)
        self.until = numpy.cumsum(rate, axis=1) / numpy.where(total > 0, total, 1)[:, None]
        self.destination = given["destination"].astype(numpy.int64).reshape(self.states, self.stride)
        self.systems, self.durations = given["system_from"][1:], given["duration_from"][1:]
        self.ages = given["age_from"]
        self.final_days = given["final_age"] * 365.25
        self.age_days = self.ages[1:] * 365.25
        people = given["people"].reshape(-1, 4)
        self.people = [column(people, i) for i in range(4)]
        strata = given["strata"].reshape(-1, 2 + self.states)
        self.from_days, self.to_days = strata[:, 0], strata[:, 1]
        self.first = numpy.cumsum(strata[:, 2:], axis=1)
        self.share, self.per_day = given["share"], given["per_day"]

    def cells(self, state, age_days, in_system, in_state):
        age = numpy.searchsorted(self.age_days, age_days, side="right")
        system = numpy.searchsorted(self.systems, in_system, side="right")
        duration = numpy.searchsorted(self.durations, in_state, side="right")
        return ((state * len(self.ages) + age) * (len(self.systems) + 1) + system) * (len(self.durations) + 1) + duration

    def entrants(self, luck, day):
        """Who comes on a day in all paths: path, state, born, entered."""
        count = luck.poisson(self.per_day, PATHS)
        path = numpy.repeat(numpy.arange(PATHS), count)
        kind = luck.choice(len(self.share), size=len(path), p=self.share / self.share.sum())
        born = day - (self.from_days[kind] + luck.random(len(path)) * (self.to_days - self.from_days)[kind]).astype(numpy.int64)
        state = (luck.random(len(path))[:, None] > self.first[kind]).sum(axis=1)
        return path, state, born, numpy.full(len(path), day)


def run(model, days, seed):
    luck = numpy.random.default_rng(seed)
    state, born, entered, since = (numpy.tile(column, PATHS) for column in model.people)
    path = numpy.repeat(numpy.arange(PATHS), len(model.people[0]))
    nights = 0
    for day in range(days):
        stay = day - born < model.final_days
        cell = model.cells(state, day - born, day - entered, day - since)
        event = numpy.nonzero(stay & (luck.random(len(state)) < model.chance[cell]))[0]
        slot = (luck.random(len(event))[:, None] > model.until[cell[event]]).sum(axis=1)
        to = model.destination[state[event], numpy.minimum(slot, model.stride - 1)]
        moves = event[to < model.states]
        state[moves], since[moves] = to[to < model.states], day
        stay[event[to >= model.states]] = False
        fresh = model.entrants(luck, day)
        path, state, born = (numpy.concatenate([old[stay], new]) for old, new in zip((path, state, born), fresh))
        since = numpy.concatenate([since[stay], fresh[3]])
        entered = numpy.concatenate([entered[stay], fresh[3]])
        nights += len(path)
    return numpy.bincount(path, minlength=PATHS), nights


def main():
    given = read(sys.argv[1])
    model = Model(given)
    before = time.process_time()
    stock, nights = run(model, int(given["days"]), 7)
    speed = nights / 365.25 / (time.process_time() - before)
    print(f"daily: numpy, {PATHS} paths at once, a core\t{speed / 1e6:.4f}\tmillion child-years/s")
    print(f"daily: the engine over steps in numpy\t{given['engine_speed'] / speed:.0f}\ttimes, daily numpy")
    print(f"daily: its children after 36 months, engine's {given['engine_stock']:.1f}\t{stock.mean():.1f}\tchildren")
    allowed = 4 * stock.std() / PATHS**0.5 + 0.005 * given["engine_stock"]
    return int(abs(stock.mean() - given["engine_stock"]) > allowed)


if __name__ == "__main__":
    sys.exit(main())
