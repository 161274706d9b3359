// placeholder until the first file of Commands stands
