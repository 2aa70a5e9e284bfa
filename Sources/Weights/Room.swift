enum RoomWeights {}
